/** Sums, means, extremes, sorting and counting along axes. */
package io.github.cornu.op.reduce;
