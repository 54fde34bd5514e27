package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * {@code keras.layers.Normalization}: (x - mean) / sqrt(variance), or back, with numbers for each index of some axes,
 * from the config or from adapting the layer.
 */
public final class NormalizationLayer extends SingleLayer {
    private static final double LEAST = 1e-7;

    private final List<Integer> axes;
    private final boolean inverts;
    private final Tensor givenMean;
    private final Tensor givenVariance;
    private WeightSlot mean;
    private WeightSlot variance;

    public NormalizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.integerList("axis");
        inverts = config.bool("invert", false);
        givenMean = config.numbers("mean");
        givenVariance = config.numbers("variance");
        if (givenMean == null) {
            mean = nonTrainableWeight("mean");
            variance = nonTrainableWeight("variance");
            nonTrainableWeight("count");
        } else if (givenVariance == null) {
            throw new IllegalArgumentException("the config has 'mean', but no 'variance'");
        }
    }

    @Override
    public String streamAdvice() {
        return "normalize all time steps alike";
    }

    @Override
    public boolean passesMask() {
        return config().writer().isKeras3();
    }

    @Override
    public Value apply(Lowering g, Value x) {
        int rank = x.shape().rank();
        List<Integer> kept =
                axes.stream().map(axis -> Axes.normalize(axis, rank)).sorted().toList();
        Weight means;
        Weight variances;
        if (givenMean == null) {
            int[] lengths = kept.stream().mapToInt(x.shape()::length).toArray();
            means = ComputedWeight.reshaped(mean.get(lengths), spread(kept, rank, Shape.of(lengths)));
            variances = ComputedWeight.reshaped(variance.get(lengths), spread(kept, rank, Shape.of(lengths)));
        } else {
            means = Weight.of(
                    givenMean.data(), spread(kept, rank, givenMean.shape()).lengths());
            variances = Weight.of(
                    givenVariance.data(),
                    spread(kept, rank, givenVariance.shape()).lengths());
        }
        Value center = g.add(new Constant(means));
        Value width = g.add(new Constant(deviation(variances)));
        Value y = inverts
                ? g.add(new Combine(Binary.ADD), g.add(new Combine(Binary.MULTIPLY), x, width), center)
                : g.add(new Combine(Binary.DIVIDE), g.add(new Combine(Binary.SUBTRACT), x, center), width);
        if (!x.shape().accepts(y.shape())) {
            throw new IllegalArgumentException("mean and variance of shape " + means.shape() + " for " + x.shape());
        }
        return y;
    }

    /** The lengths at the kept axes, from the last one on, and 1 at all others. */
    private static Shape spread(List<Integer> kept, int rank, Shape lengths) {
        if (lengths.rank() > kept.size()) {
            throw new IllegalArgumentException("a mean of shape " + lengths + " for the axes " + kept);
        }
        int[] spread = new int[rank];
        Arrays.fill(spread, 1);
        for (int i = 1; i <= lengths.rank(); i++) {
            spread[kept.get(kept.size() - i)] = lengths.length(-i);
        }
        return Shape.of(spread);
    }

    private static Weight deviation(Weight variance) {
        return new ComputedWeight(variance.shape(), () -> {
            float[] values = variance.read().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.max(Math.sqrt(values[i]), LEAST);
            }
            return values;
        });
    }
}
