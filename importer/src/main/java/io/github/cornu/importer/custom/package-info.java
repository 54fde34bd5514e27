/** What a user registers for layers and functions that are not Keras's own. */
package io.github.cornu.importer.custom;
