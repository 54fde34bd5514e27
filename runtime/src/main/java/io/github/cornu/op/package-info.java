/**
 * The operations that a graph is made of. Each is one record that says what it computes, which shapes come out, and in
 * which order sums are added. They are written once, against {@link io.github.cornu.kernel.Kernels}.
 */
package io.github.cornu.op;
