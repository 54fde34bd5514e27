package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Dense;

/** {@code keras.layers.Dense}. */
final class DenseLayer extends SingleLayer {
    private final int units;
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot bias;

    DenseLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        units = config.integer("units");
        kernel = weight("kernel");
        bias = config.bool("use_bias", true) ? weight("bias") : null;
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    boolean passesMask() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        int features = x.shape().length(-1);
        Dense dense = new Dense(kernel.get(features, units), bias == null ? null : bias.get(units), Activation.LINEAR);
        return activation.apply(g, g.add(dense, x));
    }
}
