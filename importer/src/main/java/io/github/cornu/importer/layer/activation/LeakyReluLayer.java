package io.github.cornu.importer.layer.activation;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Unary;

/** {@code keras.layers.LeakyReLU}; Keras 3 calls {@code negative_slope} what was {@code alpha}. */
public final class LeakyReluLayer extends FunctionLayer {
    private static final double DEFAULT_SLOPE = 0.3;

    private final float slope;

    public LeakyReluLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        slope = config.number("negative_slope", config.number("alpha", DEFAULT_SLOPE));
    }

    @Override
    public Activation activation() {
        return function(Unary.LEAKY_RELU, slope, 0f, 0f);
    }
}
