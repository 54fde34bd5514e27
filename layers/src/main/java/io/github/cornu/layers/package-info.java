/** Ready custom objects for the layers of packages around Keras: {@link io.github.cornu.layers.CommonLayers}. */
package io.github.cornu.layers;
