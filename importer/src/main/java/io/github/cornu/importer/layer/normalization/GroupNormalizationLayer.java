package io.github.cornu.importer.layer.normalization;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Constants;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.normalization.Affine;
import io.github.cornu.op.normalization.LayerNorm;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keras.layers.GroupNormalization}: mean and variance of each group of channels over all positions, then a scale
 * and a shift for each channel. In Keras 2 a mask weighs the elements in mean and variance.
 */
public final class GroupNormalizationLayer extends KerasLayer {
    private final int groups;
    private final int axis;
    private final float epsilon;
    private final WeightSlot gamma;
    private final WeightSlot beta;

    public GroupNormalizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        groups = config.integer("groups", 32);
        axis = config.integer("axis", -1);
        epsilon = config.number("epsilon", 1e-3);
        gamma = config.bool("scale", true) ? weight("gamma") : null;
        beta = config.bool("center", true) ? weight("beta") : null;
    }

    @Override
    public String streamAdvice() {
        return RUN_WHOLE;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        Value mask = call.mask();
        Value x = call.tensor().value();
        boolean weighs = mask != null && !g.writer().isKeras3();
        if (weighs && (mask.shape().rank() != x.shape().rank() || half() != null)) {
            throw new UnsupportedModelException("a mask, by which Keras 2 weighs the mean");
        }
        return List.of(new KerasTensor(apply(g, x, weighs ? mask : null), mask));
    }

    /** @param weights of the elements in mean and variance, or null */
    private Value apply(Lowering g, Value x, Value weights) {
        int rank = x.shape().rank();
        int channels = Axes.normalize(axis, rank);
        int count = x.shape().length(channels);
        int parts = groups == -1 ? count : groups;
        if (channels == 0 || count < 1 || parts < 1 || count % parts != 0) {
            throw new IllegalArgumentException(
                    groups + " groups along axis " + axis + " of an input of shape " + x.shape());
        }
        UnaryOperator<Value> split = value -> g.add(
                Reshape.splitAxis(1, Shape.of(parts, count / parts)), g.add(Transpose.move(rank, channels, 1), value));
        Value even = weights == null
                ? g.add(new LayerNorm(rank - 1, null, null, epsilon, LayerNorm.Center.ALL), split.apply(x))
                : weighted(
                        g,
                        split.apply(x),
                        split.apply(g.add(new Combine(Binary.MULTIPLY), Constants.ones(g, x), weights)));
        Value y = g.add(Transpose.move(rank, 1, channels), g.add(Reshape.mergeAxes(1, 3), even));
        if (gamma == null && beta == null) {
            return y;
        }
        return g.add(new Affine(channels, weight(gamma, count, 1f), weight(beta, count, 0f), Activation.LINEAR), y);
    }

    private Value weighted(Lowering g, Value x, Value weights) {
        Value total = sum(g, weights);
        Value mean = g.add(new Combine(Binary.DIVIDE), sum(g, g.add(new Combine(Binary.MULTIPLY), x, weights)), total);
        Value distance = g.add(new Combine(Binary.SUBTRACT), x, mean);
        Value squares = g.add(new Combine(Binary.MULTIPLY), Numbers.unary(g, Unary.SQUARE, distance), weights);
        Value variance = g.add(new Combine(Binary.DIVIDE), sum(g, squares), total);
        Value factor = Numbers.unary(g, Unary.RSQRT, g.add(new CombineScalar(Binary.ADD, epsilon), variance));
        return g.add(new Combine(Binary.MULTIPLY), distance, factor);
    }

    /** The sum over all axes but those of samples and groups. */
    private static Value sum(Lowering g, Value x) {
        Value sum = x;
        for (int along = x.shape().rank() - 1; along > 1; along--) {
            sum = g.add(new Reduce(Reduce.Kind.SUM, along, true), sum);
        }
        return sum;
    }

    private static Weight weight(WeightSlot slot, int count, float otherwise) {
        if (slot != null) {
            return slot.get(count);
        }
        return new ComputedWeight(count, () -> {
            float[] equal = new float[count];
            Arrays.fill(equal, otherwise);
            return equal;
        });
    }
}
