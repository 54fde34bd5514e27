/** The wrappers of the TensorFlow Model Optimization toolkit, which people leave in their models. */
package io.github.cornu.layers.optimization;
