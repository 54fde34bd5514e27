package io.github.cornu.importer.layer.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.normalization.LayerNorm;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code keras.layers.LayerNormalization} over one or several axes, which are moved to the end and back. With {@code
 * rms_scaling} the mean stays, though it is left out of the variance.
 */
public final class LayerNormalizationLayer extends SingleLayer {
    private final List<Integer> axes;
    private final float epsilon;
    private final boolean rmsScaling;
    private final WeightSlot gamma;
    private final WeightSlot beta;

    public LayerNormalizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.has("axis") ? config.integerList("axis") : List.of(-1);
        epsilon = config.number("epsilon", 1e-3);
        rmsScaling = config.bool("rms_scaling", false);
        boolean scale = config.bool("scale", true);
        boolean center = config.bool("center", true);
        gamma = scale || rmsScaling ? weight("gamma") : null;
        beta = center && !rmsScaling ? weight("beta") : null;
    }

    /** It computes in float. */
    @Override
    public boolean roundsWeights() {
        return false;
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        int rank = x.shape().rank();
        List<Integer> order = Axes.toTheEnd(rank, axes);
        Value moved = g.add(new Transpose(order), x);
        Shape last = moved.shape().axes(rank - axes.size(), rank);
        LayerNorm norm = new LayerNorm(
                axes.size(),
                gamma == null ? null : weight(gamma, x.shape(), last),
                beta == null ? null : weight(beta, x.shape(), last),
                epsilon,
                rmsScaling ? LayerNorm.Center.VARIANCE : LayerNorm.Center.ALL);
        return g.add(new Transpose(Axes.inverse(order)), g.add(norm, moved));
    }

    /**
     * The weight, which Keras makes with the axes in the order of the config, and then reads with these in ascending
     * order.
     */
    private Weight weight(WeightSlot slot, Shape input, Shape last) {
        int[] made = axes.stream().mapToInt(input::length).toArray();
        return ComputedWeight.reshaped(slot.get(made), last);
    }
}
