/**
 * Primitives on arrays of floats, scalar and SIMD with equal results.
 *
 * <p>The bits of a result depend on the numbers that go in and on nothing else: not on the vector width, on how rows are
 * grouped, or on the JVM. To that end the order of operations is fixed for each output element; every multiply-add is one
 * operation, rounded once; elementary functions are our own polynomials, the same in both kernels.
 */
package io.github.cornu.kernel;
