/** Functions between layers: {@code keras.ops}, and those of TensorFlow in models of Keras 2. */
package io.github.cornu.importer.layer.operation;
