package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.Activation;

/** {@code keras.layers.Activation}. */
public final class ActivationLayer extends SingleLayer implements LayerFunction {
    private final LayerFunction activation;

    public ActivationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return activation.apply(g, x);
    }

    @Override
    public Activation activation() {
        return activation.activation();
    }
}
