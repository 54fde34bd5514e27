/** Value types that all packages share: shapes, tensors, weights. */
package io.github.cornu.tensor;
