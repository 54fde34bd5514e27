/** Layers that normalize. */
package io.github.cornu.layers.normalization;
