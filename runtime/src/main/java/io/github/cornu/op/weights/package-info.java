/** How matrices of weights are packed for the kernels, in 32, 16 and 8 bits. */
package io.github.cornu.op.weights;
