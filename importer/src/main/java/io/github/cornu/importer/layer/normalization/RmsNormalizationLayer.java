package io.github.cornu.importer.layer.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.normalization.LayerNorm;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code keras.layers.RMSNormalization}: x / sqrt(mean of x² + epsilon), times a scale that Keras aligns at the last
 * axes of x, whatever the axes of the mean.
 */
public final class RmsNormalizationLayer extends SingleLayer {
    private final List<Integer> axes;
    private final float epsilon;
    private final WeightSlot scale;

    public RmsNormalizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.has("axis") ? config.integerList("axis") : List.of(-1);
        epsilon = config.number("epsilon", 1e-6);
        scale = weight("scale");
    }

    @Override
    public Value apply(Lowering g, Value x) {
        int rank = x.shape().rank();
        List<Integer> order = Axes.toTheEnd(rank, axes);
        int[] made = axes.stream().sorted().mapToInt(x.shape()::length).toArray();
        Weight weight = scale.get(made);
        Transpose move = new Transpose(order);
        Value moved = g.add(move, x);
        Shape last = moved.shape().axes(rank - axes.size(), rank);
        boolean aligned = move.isIdentity() && last.equals(weight.shape());
        LayerNorm norm = new LayerNorm(axes.size(), aligned ? weight : null, null, epsilon, LayerNorm.Center.NOTHING);
        Value y = g.add(new Transpose(Axes.inverse(order)), g.add(norm, moved));
        return aligned ? y : g.add(new Combine(Binary.MULTIPLY), y, g.add(new Constant(weight)));
    }
}
