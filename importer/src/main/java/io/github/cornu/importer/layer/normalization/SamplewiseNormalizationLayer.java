package io.github.cornu.importer.layer.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.normalization.Affine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/**
 * {@code BatchNormalization} of Keras 1 in mode 1: (x - mean) / (sqrt(variance + epsilon) + epsilon) gamma + beta, with
 * the mean and the variance along the last axis of each sample. It keeps running ones, and does not use them.
 */
final class SamplewiseNormalizationLayer extends SingleLayer {
    private final float epsilon;
    private final WeightSlot gamma;
    private final WeightSlot beta;

    SamplewiseNormalizationLayer(LayerConfig config) {
        super(config);
        epsilon = config.number("epsilon", 1e-3);
        config.ignore("axis", "momentum");
        gamma = weight("gamma");
        beta = weight("beta");
        nonTrainableWeight("running_mean");
        nonTrainableWeight("running_std");
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        int last = x.shape().rank() - 1;
        int length = x.shape().length(last);
        Reduce mean = new Reduce(Reduce.Kind.MEAN, last, true);
        Value centered = g.add(new Combine(Binary.SUBTRACT), x, g.add(mean, x));
        Value variance = g.add(mean, Numbers.unary(g, Unary.SQUARE, centered));
        Value deviation = Numbers.unary(g, Unary.SQRT, g.add(new CombineScalar(Binary.ADD, epsilon), variance));
        Value divisor = g.add(new CombineScalar(Binary.ADD, epsilon), deviation);
        Value normalized = g.add(new Combine(Binary.DIVIDE), centered, divisor);
        return g.add(new Affine(last, gamma.get(length), beta.get(length), Activation.LINEAR), normalized);
    }
}
