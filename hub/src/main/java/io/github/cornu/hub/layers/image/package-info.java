/** Layers of images, and of their patches. */
package io.github.cornu.hub.layers.image;
