/** Layers that weight time steps. */
package io.github.cornu.layers.attention;
