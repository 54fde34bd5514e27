package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;

/** Values of states that grow with their streams, along axis 1, of streams that have had different numbers of steps. */
final class GrowingStates {
    private GrowingStates() {}

    /** The values with as many steps as the longest, with zeros at the end; as they are if they do not grow. */
    static List<Tensor> stretched(boolean grow, List<Tensor> values) {
        if (!grow) {
            return values;
        }
        int longest =
                values.stream().mapToInt(value -> value.shape().length(1)).max().orElse(0);
        return values.stream().map(value -> withSteps(value, longest)).toList();
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
