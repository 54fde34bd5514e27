package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.op.shape.Transpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Moving and adding axes. */
public final class Axes {
    private Axes() {}

    /** The axis counted from the front. */
    public static int normalize(int axis, int rank) {
        int normalized = axis < 0 ? axis + rank : axis;
        if (normalized < 0 || normalized >= rank) {
            throw new IllegalArgumentException("there is no axis " + axis + " in a tensor of rank " + rank);
        }
        return normalized;
    }

    /**
     * The order in which some axes come last, sorted.
     *
     * @throws IllegalArgumentException if the batch axis is one of them
     */
    public static List<Integer> toTheEnd(int rank, List<Integer> axes) {
        List<Integer> last =
                axes.stream().map(axis -> normalize(axis, rank)).sorted().toList();
        if (last.contains(0)) {
            throw new IllegalArgumentException("normalization over the batch axis");
        }
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (!last.contains(axis)) {
                order.add(axis);
            }
        }
        order.addAll(last);
        return order;
    }

    /** The order that undoes another. */
    public static List<Integer> inverse(List<Integer> order) {
        List<Integer> inverse = new ArrayList<>(Collections.nCopies(order.size(), 0));
        for (int i = 0; i < order.size(); i++) {
            inverse.set(order.get(i), i);
        }
        return inverse;
    }

    /** (batch, channels, spatial…) to (batch, spatial…, channels). */
    public static Value channelsLast(Lowering g, Value x) {
        return g.add(Transpose.move(x.shape().rank(), 1, x.shape().rank() - 1), x);
    }

    /** (batch, spatial…, channels) to (batch, channels, spatial…). */
    public static Value channelsFirst(Lowering g, Value x) {
        return g.add(Transpose.move(x.shape().rank(), x.shape().rank() - 1, 1), x);
    }
}
