/** The layers of {@code keras/src/layers/core}, their quantised forms, and layers of Keras 1 that are like them. */
package io.github.cornu.importer.layer.core;
