package io.github.cornu.op.dense;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.FoldedWeight;
import io.github.cornu.op.Linear;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * activation(x · kernel + bias) along the last axis; all axes before it are rows.
 *
 * <p>Each output is the bias plus the products in ascending order, one multiply-add each. With at most
 * {@value #FEW_COLUMNS} outputs it is the sum of 16 interleaved partial sums, plus the bias.
 *
 * @param kernel shape (inputs, outputs)
 * @param bias shape (outputs,), or null
 */
public record Dense(Weight kernel, Weight bias, Activation activation) implements Linear {
    private static final int FEW_COLUMNS = 8;

    /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
    @Override
    public int hashCode() {
        return kernel.hashCode();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.lastAxis(inputs.get(0), kernel.shape().length(0));
        return inputs.get(0).with(-1, kernel.shape().length(1));
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.products(kernel, outputs) + Flops.given(activation, outputs);
    }

    @Override
    public Dense withActivation(Activation other) {
        return new Dense(kernel, bias, other);
    }

    @Override
    public Dense folded(Weight scale, Weight shift) {
        return new Dense(FoldedWeight.kernel(kernel, scale), FoldedWeight.bias(bias, scale, shift), activation);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.same(inputs);
    }

    @Override
    public List<WeightMatrix> matrices() {
        return kernel.shape().length(1) <= FEW_COLUMNS ? List.of() : WeightMatrix.whole(kernel);
    }

    @Override
    public Prepared prepare(Target target) {
        int rows = kernel.shape().length(0);
        int columns = kernel.shape().length(1);
        float[] start = Checks.read(bias);
        if (columns <= FEW_COLUMNS) {
            float[] values = kernel.read();
            float[] transposed = new float[rows * columns];
            for (int k = 0; k < rows; k++) {
                for (int j = 0; j < columns; j++) {
                    transposed[j * rows + k] = values[k * columns + j];
                }
            }
            float[] added = start == null ? new float[columns] : start;
            return binding -> dots(binding, target.kernels(), transposed, added);
        }
        PackedWeights packed = target.packing().pack(kernel, rows, columns, start);
        return Prepared.of(packed, binding -> products(binding, target, packed));
    }

    private Step products(Binding binding, Target target, PackedWeights packed) {
        Kernels kernels = target.kernels();
        int x = binding.input(0);
        int y = binding.output(0);
        int rows = rows(binding);
        int depth = packed.rows();
        int columns = packed.columns();
        long nanos = activation.isLinear() ? 0 : Target.nanosOfNumbers((long) rows * columns);
        SharedRows activate = new SharedRows(
                target.team(),
                rows,
                nanos,
                (m, first, end, scratch) ->
                        activation.apply(kernels, m.slot(y), first * columns, end - first, columns, scratch));
        return m -> {
            packed.multiply(rows, m.slot(x), 0, depth, m.slot(y), 0, columns, m.scratch());
            activate.run(m);
        };
    }

    private Step dots(Binding binding, Kernels kernels, float[] transposed, float[] added) {
        int x = binding.input(0);
        int y = binding.output(0);
        int rows = rows(binding);
        int columns = added.length;
        int depth = columns == 0 ? 0 : transposed.length / columns;
        return m -> {
            float[] in = m.slot(x);
            float[] out = m.slot(y);
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < columns; j++) {
                    float dot = kernels.dot(in, r * depth, transposed, j * depth, depth, m.scratch());
                    out[r * columns + j] = dot + added[j];
                }
            }
            activation.apply(kernels, out, 0, rows, columns, m.scratch());
        };
    }

    private static int rows(Binding binding) {
        Shape shape = binding.inputShape(0);
        return shape.size(0, shape.rank() - 1);
    }
}
