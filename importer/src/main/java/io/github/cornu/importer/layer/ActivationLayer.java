package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;

/** {@code keras.layers.Activation}. */
final class ActivationLayer extends SingleLayer {
    private final LayerFunction activation;

    ActivationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    boolean passesMask() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        return activation.apply(g, x);
    }
}
