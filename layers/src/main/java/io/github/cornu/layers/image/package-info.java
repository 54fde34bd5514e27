/** Layers of Keras's examples of images. */
package io.github.cornu.layers.image;
