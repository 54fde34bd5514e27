package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Unary;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Combine;
import io.github.cornu.op.Elementwise;
import io.github.cornu.op.Reshape;
import io.github.cornu.op.Transpose;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code keras.layers.Softmax} along one or several axes. Masked elements get no share, since 1e9 is taken from them; if
 * all are masked, they share alike, or, since Keras 3.14, all get nothing.
 */
final class SoftmaxLayer extends KerasLayer {
    private static final float LARGE = 1e9f;

    private final List<Integer> axes;

    SoftmaxLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.has("axis") ? config.integerList("axis") : List.of(-1);
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        Value x = call.tensor().value();
        Value mask = call.mask();
        if (mask != null) {
            Value hidden = g.add(new Elementwise(Activation.of(Unary.SCALE_SHIFT, LARGE, -LARGE, 0f)), mask);
            x = g.add(new Combine(Binary.ADD), x, hidden);
        }
        Value y = softmax(g, x);
        if (mask != null && g.writer().isAtLeast(3, 14)) {
            y = g.add(new Combine(Binary.MULTIPLY), y, mask);
        }
        return List.of(new KerasTensor(y, mask));
    }

    /** Moves the axes to the end and joins them there, so that softmax works on rows. */
    private Value softmax(Lowering g, Value x) {
        int rank = x.shape().rank();
        List<Integer> order = new ArrayList<>();
        List<Integer> normalized = axes.stream()
                .map(axis -> axis < 0 ? axis + rank : axis)
                .sorted()
                .toList();
        for (int axis = 0; axis < rank; axis++) {
            if (!normalized.contains(axis)) {
                order.add(axis);
            }
        }
        if (order.isEmpty() || order.get(0) != 0) {
            throw new IllegalArgumentException("a softmax over the batch axis");
        }
        order.addAll(normalized);
        Value moved = g.add(new Transpose(order), x);
        Shape sample = moved.shape().axes(1, rank);
        int kept = sample.rank() - normalized.size();
        Value rows = normalized.size() == 1
                ? moved
                : g.add(new Reshape(sample.axes(0, kept).append(Shape.of(sample.size(kept, sample.rank())))), moved);
        Value y = g.add(new Elementwise(Activation.SOFTMAX), rows);
        Value unjoined = normalized.size() == 1 ? y : g.add(new Reshape(sample), y);
        return g.add(new Transpose(Axes.inverse(order)), unjoined);
    }
}
