package io.github.cornu.importer.layer.normalization;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.normalization.Affine;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code keras.layers.BatchNormalization} at inference: gamma (x - mean) / sqrt(variance + epsilon) + beta, with the
 * moving mean and variance.
 */
public final class BatchNormalizationLayer extends SingleLayer {
    private final int axis;
    private final double epsilon;
    private final WeightSlot gamma;
    private final WeightSlot beta;
    private final WeightSlot mean;
    private final WeightSlot variance;

    /** The layer, or what it was in another {@code mode} of Keras 1. */
    public static KerasLayer create(LayerConfig config, LayerFactory factory) {
        int mode = config.integer("mode", 0);
        return switch (mode) {
            case 0 -> new BatchNormalizationLayer(config);
            case 1 -> new SamplewiseNormalizationLayer(config);
            case 2 -> throw new UnsupportedModelException("mode 2: it normalizes by the other samples of the batch");
            default -> throw new UnsupportedModelException("unknown mode " + mode);
        };
    }

    private BatchNormalizationLayer(LayerConfig config) {
        super(config);
        List<Integer> axes = config.has("axis") ? config.integerList("axis") : List.of(-1);
        if (axes.size() != 1) {
            throw new UnsupportedModelException("normalization over the axes " + axes);
        }
        axis = axes.get(0);
        epsilon = config.number("epsilon", 1e-3);
        config.ignore("momentum", "renorm_clipping", "renorm_momentum", "synchronized", "fused", "virtual_batch_size");
        gamma = config.bool("scale", true) ? weight("gamma") : null;
        beta = config.bool("center", true) ? weight("beta") : null;
        mean = nonTrainableWeight("moving_mean");
        variance = nonTrainableWeight("moving_variance");
        if (config.bool("renorm", false)) {
            nonTrainableWeight("moving_stddev");
            nonTrainableWeight("renorm_mean");
            nonTrainableWeight("renorm_stddev");
        }
    }

    /** It computes in float. */
    @Override
    public boolean roundsWeights() {
        return false;
    }

    /** Since it is a part of TensorFlow, a layer that is not trained uses its moving statistics. */
    @Override
    public boolean changesInTraining() {
        return config().trainable(true) || config().writer().isStandalone();
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        int normalized = Axes.normalize(axis, x.shape().rank());
        int length = x.shape().length(normalized);
        Weight scale = new ComputedWeight(length, () -> scale(length));
        Weight shift = new ComputedWeight(length, () -> shift(length));
        mean.get(length);
        variance.get(length);
        return g.add(new Affine(normalized, scale, shift, Activation.LINEAR), x);
    }

    private double factor(float[] gammas, float[] variances, int i) {
        double inverse = 1 / Math.sqrt(variances[i] + epsilon);
        return gammas == null ? inverse : gammas[i] * inverse;
    }

    private float[] scale(int length) {
        float[] gammas = gamma == null ? null : gamma.get(length).read();
        float[] variances = variance.get(length).read();
        float[] scale = new float[length];
        for (int i = 0; i < length; i++) {
            scale[i] = (float) factor(gammas, variances, i);
        }
        return scale;
    }

    private float[] shift(int length) {
        float[] gammas = gamma == null ? null : gamma.get(length).read();
        float[] betas = beta == null ? new float[length] : beta.get(length).read();
        float[] means = mean.get(length).read();
        float[] variances = variance.get(length).read();
        float[] shift = new float[length];
        for (int i = 0; i < length; i++) {
            shift[i] = (float) (betas[i] - means[i] * factor(gammas, variances, i));
        }
        return shift;
    }
}
