/**
 * What all operations of a graph have in common. An operation is one record that says what it computes, which shapes
 * come out, and in which order sums are added; it is written once, against {@link io.github.cornu.kernel.Kernels}. The
 * packages below are the families of operations.
 *
 * <p>Who writes a custom layer needs the constructors of operations, and {@link io.github.cornu.op.Activation}. What
 * prepares and runs operations, from {@link io.github.cornu.op.Target} to {@link io.github.cornu.op.Memory}, is for the
 * runtime itself.
 */
package io.github.cornu.op;
