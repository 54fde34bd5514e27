/** Layers and cells of classes that the user has registered. */
package io.github.cornu.importer.layer.custom;
