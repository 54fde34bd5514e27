package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;

/** States that grow with their stream, of streams that have had different numbers of steps. */
final class GrowingStates {
    private GrowingStates() {}

    /** The shape of states of the same layer, but for the number of samples: one that grows has any number of steps. */
    static Shape shape(State.Entry entry) {
        Shape shape = entry.value().shape();
        return entry.grows() ? shape.with(1, Shape.FREE) : shape;
    }

    /** The values of states of one layer; those that grow have as many steps as the longest, with zeros at the end. */
    static List<Tensor> values(List<State.Entry> entries) {
        int longest = entries.stream()
                .mapToInt(entry -> entry.grows() ? entry.value().shape().length(1) : 0)
                .max()
                .orElse(0);
        return entries.stream()
                .map(entry -> entry.grows() ? withSteps(entry.value(), longest) : entry.value())
                .toList();
    }

    private static Tensor withSteps(Tensor value, int steps) {
        Shape shape = value.shape();
        if (shape.length(1) == steps) {
            return value;
        }
        Tensor longer = Tensor.zeros(shape.with(1, steps));
        int row = shape.size(1, shape.rank());
        for (int r = 0; r < shape.length(0); r++) {
            int to = r * longer.shape().size(1, shape.rank());
            System.arraycopy(value.data(), r * row, longer.data(), to, row);
        }
        return longer;
    }
}
