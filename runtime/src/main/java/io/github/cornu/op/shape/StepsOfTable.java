package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.StreamEnd;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * In a stream, what a table has for the steps of a call: the rows after those of all calls before.
 *
 * <p>Inputs: a sequence, (batch, steps, …), of which only the shape is used, and the table. Output: (batch, steps, …)
 * with the axes of the table after its steps. A call throws an {@link IllegalArgumentException} at the end of the
 * table.
 *
 * @param axis of the table that its steps are along; those before have the length 1
 */
public record StepsOfTable(int axis) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 2);
        Checks.minimumRank(inputs.get(0), 2);
        Shape table = inputs.get(1);
        Checks.minimumRank(table, axis + 1);
        if (!table.isFixed() || table.size(0, axis) != 1) {
            throw new IllegalArgumentException("it has constants for each step that are not the same for all samples");
        }
        return inputs.get(0).axes(0, 2).append(table.axes(axis + 1, table.rank()));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public int stateCount() {
        return 1;
    }

    @Override
    public List<StateSpec> states(List<Shape> inputs) {
        return List.of(new StateSpec("steps", Shape.of(1), 1));
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return inputs.get(0);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int table = binding.input(1);
            int y = binding.output(0);
            int counts = binding.state(0);
            int batch = binding.outputShape(0).length(0);
            int steps = binding.outputShape(0).length(1);
            int limit = binding.inputShape(1).length(axis);
            int size = binding.inputShape(1).size() / Math.max(1, limit);
            return m -> {
                float[] before = m.state(counts);
                for (int r = 0; r < batch; r++) {
                    int first = StreamEnd.steps(before[r], steps, limit);
                    System.arraycopy(m.slot(table), first * size, m.slot(y), r * steps * size, steps * size);
                    before[r] += steps;
                }
            };
        };
    }
}
