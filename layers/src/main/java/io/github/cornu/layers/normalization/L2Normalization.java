package io.github.cornu.layers.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/**
 * The layers called {@code L2Normalization}. That of the SSD models (Liu et al., 2016) has {@code gamma_init} or {@code
 * scale_factor} in its config, divides each pixel by the length of its channels, and scales each channel by a weight.
 * The other has no config and no weight: it divides vectors by their length. Squares of lengths are at least 1e-12.
 */
public final class L2Normalization {
    private static final double SMALLEST = 1e-12;

    private L2Normalization() {}

    /** The one that the config is of. */
    public static CustomLayer of(CustomConfig config) {
        boolean scaled = config.has("gamma_init") || config.has("scale_factor");
        return scaled ? L2Normalization::scaled : layer -> L2Normalization::ofVectors;
    }

    private static CustomFunction scaled(CustomLayerBuilder layer) {
        layer.config().ignore("gamma_init", "scale_factor");
        boolean hasAxis = layer.config().has("axis");
        int last = layer.config().integer("axis", -1);
        CustomWeight gamma = layer.weight("gamma");
        return call -> {
            Value x = call.input();
            int axis = x.shape().rank() - 1;
            if (hasAxis && Parts.axis(last, x.shape()) != axis) {
                throw new IllegalArgumentException("axis " + last + " is not the last one of " + x.shape());
            }
            int channels = Parts.length(x.shape(), axis);
            return Parts.multiply(call, normalized(call, x), Parts.constant(call, gamma.expect(channels)));
        };
    }

    private static Value ofVectors(CustomCall call) {
        Value x = call.input();
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException(
                    "it has no weight, so it is the L2Normalization of vectors, (batch, size);" + " it got " + x.shape()
                            + "; that of the SSD models has 'gamma_init' in its config");
        }
        return normalized(call, x);
    }

    private static Value normalized(CustomCall call, Value x) {
        Value squares =
                Parts.sum(call, Parts.unary(call, Unary.SQUARE, x), x.shape().rank() - 1);
        Value limited = Parts.with(call, Binary.MAXIMUM, squares, SMALLEST);
        return Parts.multiply(call, x, Parts.unary(call, Unary.RSQRT, limited));
    }
}
