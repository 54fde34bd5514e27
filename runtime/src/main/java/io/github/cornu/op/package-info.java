/**
 * What all operations of a graph have in common. An operation is one record that says what it computes, which shapes come
 * out, and in which order sums are added; it is written once, against {@link io.github.cornu.kernel.Kernels}. The packages
 * below are the families of operations.
 */
package io.github.cornu.op;
