/**
 * The loops over arrays of floats that all operations are made of, scalar and SIMD, with the same results bit for bit.
 *
 * <p>The bits of a result depend on the input numbers only: not on the vector width, on the number of rows that are
 * computed together, or on the JVM. This holds because the order of the operations is fixed for each output element,
 * because every multiply-add is one operation that rounds once, and because elementary functions are polynomials of
 * this package, the same in both kernels, instead of those of a library.
 */
package io.github.cornu.kernel;
