package io.github.cornu.op.shape;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.weights.HalfTable;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.List;

/**
 * Rows of a table, chosen by the elements of the input, which are truncated to integers.
 *
 * <p>Running it throws an {@link IllegalArgumentException} if an index is not a row of the table.
 *
 * @param table shape (rows, columns)
 */
public record Gather(Weight table) implements SingleOutput {
    /** Copies a row of the table. */
    private interface Rows {
        void copy(int row, float[] y, int to);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        return inputs.get(0).append(table.shape().axes(1, 2));
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.same(inputs);
    }

    /** Where matrices are compact, tables are so too, if that changes no number. */
    @Override
    public Prepared prepare(Target target) {
        int columns = table.shape().length(1);
        HalfTable halves = target.format() == WeightFormat.F32 ? null : HalfTable.of(table);
        if (halves != null) {
            return Prepared.of(
                    halves.bytes(),
                    binding -> step(binding, (row, y, to) -> halves.copy(row * columns, columns, y, to)));
        }
        float[] rows = table.read();
        return binding -> step(binding, (row, y, to) -> System.arraycopy(rows, row * columns, y, to, columns));
    }

    /** On the matrix of a product with the transposed table, if it holds the numbers as they are. */
    @Override
    public Prepared prepare(Target target, Prepared product) {
        PackedWeights columns = product.matrix();
        return columns == null || !columns.hasColumns()
                ? prepare(target)
                : Prepared.of(0, binding -> step(binding, columns::column));
    }

    private Step step(Binding binding, Rows rows) {
        int count = table.shape().length(0);
        int columns = table.shape().length(1);
        int x = binding.input(0);
        int y = binding.output(0);
        int size = binding.inputShape(0).size();
        return m -> {
            float[] indices = m.slot(x);
            float[] out = m.slot(y);
            for (int i = 0; i < size; i++) {
                rows.copy(row(indices[i], count), out, i * columns);
            }
        };
    }

    private static int row(float index, int count) {
        if (index > -1f && index < count) {
            return (int) index;
        }
        throw new IllegalArgumentException("the index " + index + " is not in [0, " + count + ")");
    }
}
