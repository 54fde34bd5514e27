package io.github.cornu.importer.layer.activation;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Unary;

/** {@code keras.layers.ThresholdedReLU} of Keras 1 and 2: x above theta, else 0. */
public final class ThresholdedReluLayer extends FunctionLayer {
    private final float theta;

    public ThresholdedReluLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        theta = config.number("theta", 1);
    }

    @Override
    public Activation activation() {
        return function(Unary.THRESHOLD, theta, 0f, 0f);
    }
}
