/** The layers of QKeras. */
package io.github.cornu.layers.quantized;
