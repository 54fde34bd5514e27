/** The layers of {@code keras/src/layers/preprocessing}. */
package io.github.cornu.importer.layer.preprocessing;
