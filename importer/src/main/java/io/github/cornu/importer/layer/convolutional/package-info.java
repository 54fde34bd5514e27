/** The layers of {@code keras/src/layers/convolutional}, and LocallyConnected of Keras 2. */
package io.github.cornu.importer.layer.convolutional;
