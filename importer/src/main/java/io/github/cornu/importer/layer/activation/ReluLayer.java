package io.github.cornu.importer.layer.activation;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Unary;

/** {@code keras.layers.ReLU}. */
public final class ReluLayer extends FunctionLayer {
    private final float slope;
    private final float max;
    private final float threshold;

    public ReluLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        slope = config.number("negative_slope", 0);
        max = config.number("max_value", Double.POSITIVE_INFINITY);
        threshold = config.number("threshold", 0);
    }

    @Override
    public Activation activation() {
        if (slope != 0f || threshold != 0f) {
            return function(Unary.GENERAL_RELU, slope, max, threshold);
        }
        return max == Float.POSITIVE_INFINITY ? Activation.of(Unary.RELU) : function(Unary.CLIP, 0f, max, 0f);
    }
}
