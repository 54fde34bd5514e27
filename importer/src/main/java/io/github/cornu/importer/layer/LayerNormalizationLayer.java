package io.github.cornu.importer.layer;

import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.LayerNorm;
import io.github.cornu.op.Transpose;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.LayerNormalization} over one or several axes, which are moved to the end and back. */
final class LayerNormalizationLayer extends SingleLayer {
    private final List<Integer> axes;
    private final float epsilon;
    private final WeightSlot gamma;
    private final WeightSlot beta;

    LayerNormalizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.has("axis") ? config.integerList("axis") : List.of(-1);
        epsilon = config.number("epsilon", 1e-3);
        gamma = config.bool("scale", true) ? weight("gamma") : null;
        beta = config.bool("center", true) ? weight("beta") : null;
        if (config.bool("rms_scaling", false)) {
            throw new UnsupportedModelException("rms_scaling");
        }
    }

    @Override
    boolean passesMask() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        int rank = x.shape().rank();
        List<Integer> normalized =
                axes.stream().map(axis -> Axes.normalize(axis, rank)).sorted().toList();
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (!normalized.contains(axis)) {
                order.add(axis);
            }
        }
        if (order.isEmpty() || order.get(0) != 0) {
            throw new IllegalArgumentException("normalization over the batch axis");
        }
        order.addAll(normalized);
        Value moved = g.add(new Transpose(order), x);
        Shape last = moved.shape().axes(rank - normalized.size(), rank);
        LayerNorm norm = new LayerNorm(
                normalized.size(),
                gamma == null ? null : gamma.get(last.lengths()),
                beta == null ? null : beta.get(last.lengths()),
                epsilon);
        return g.add(new Transpose(Axes.inverse(order)), g.add(norm, moved));
    }
}
