/** Products with a matrix of weights, and of two tensors. */
package io.github.cornu.op.dense;
