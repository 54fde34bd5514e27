package io.github.cornu.op.reduce;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * The elements of each row, the last axis, in ascending or descending order, and, as the second output, their indices
 * before (argsort). Of equal elements the one that was first stays first; NaNs are larger than all numbers.
 */
public record Sort(boolean descending) implements Op {
    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), 1);
        return List.of(inputs.get(0), inputs.get(0));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), shapes.get(0).rank() - 1);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            Shape shape = binding.inputShape(0);
            int columns = shape.length(-1);
            int rows = shape.size(0, shape.rank() - 1);
            int x = binding.input(0);
            int values = binding.output(0);
            int places = binding.output(1) < 0 ? binding.scratch(shape.size()) : binding.output(1);
            return m -> {
                for (int r = 0; r < rows; r++) {
                    sort(m.slot(x), m.slot(places), r * columns, columns);
                    for (int i = r * columns; i < (r + 1) * columns; i++) {
                        m.slot(values)[i] = m.slot(x)[r * columns + (int) m.slot(places)[i]];
                    }
                }
            };
        };
    }

    /** Heap sort of the indices of one row. */
    private void sort(float[] x, float[] places, int from, int count) {
        for (int i = 0; i < count; i++) {
            places[from + i] = i;
        }
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(x, places, from, i, count);
        }
        for (int end = count - 1; end > 0; end--) {
            float last = places[from];
            places[from] = places[from + end];
            places[from + end] = last;
            sink(x, places, from, 0, end);
        }
    }

    private void sink(float[] x, float[] places, int from, int start, int count) {
        int parent = start;
        float place = places[from + parent];
        while (2 * parent + 1 < count) {
            int child = 2 * parent + 1;
            if (child + 1 < count && isBefore(x, from, places[from + child], places[from + child + 1])) {
                child++;
            }
            if (!isBefore(x, from, place, places[from + child])) {
                break;
            }
            places[from + parent] = places[from + child];
            parent = child;
        }
        places[from + parent] = place;
    }

    private boolean isBefore(float[] x, int from, float p, float q) {
        // Adding 0 makes -0 equal to 0.
        int order = Float.compare(x[from + (int) p] + 0f, x[from + (int) q] + 0f);
        return order == 0 ? p < q : descending == order > 0;
    }
}
