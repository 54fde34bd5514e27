/** Layers of images. */
package io.github.cornu.layers.image;
