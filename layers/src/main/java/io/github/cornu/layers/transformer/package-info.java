/** The layers of Keras's examples of transformers. */
package io.github.cornu.layers.transformer;
