/** Layers that label or filter sequences. */
package io.github.cornu.layers.sequence;
