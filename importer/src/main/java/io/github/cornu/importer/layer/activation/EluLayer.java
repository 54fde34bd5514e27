package io.github.cornu.importer.layer.activation;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Unary;

/** {@code keras.layers.ELU}. */
public final class EluLayer extends FunctionLayer {
    private final float alpha;

    public EluLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        alpha = config.number("alpha", 1);
    }

    @Override
    public Activation activation() {
        return function(Unary.ELU, alpha, 1f, 0f);
    }
}
