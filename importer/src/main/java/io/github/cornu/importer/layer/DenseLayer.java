package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Dense;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.Dense}. */
final class DenseLayer extends SingleLayer {
    private final int units;
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot bias;

    /** The layer, quantised or not. */
    static KerasLayer of(LayerConfig config, LayerFactory factory) {
        Calibration calibration = Calibration.of(config);
        if (calibration != null) {
            return new CalibratedDenseLayer(config, factory, calibration);
        }
        Quantization quantization = Quantization.of(config);
        if (quantization == null) {
            return new DenseLayer(config, factory);
        }
        return quantization.mode() == Quantization.Mode.FLOAT8
                ? new Float8DenseLayer(config, factory)
                : new QuantizedDenseLayer(config, factory, quantization);
    }

    private DenseLayer(LayerConfig config, LayerFactory factory) {
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
        Weight matrix = kernel.get(features, units);
        Weight added = bias == null ? null : bias.get(units);
        return activation.apply(g, g.addBiased(b -> new Dense(matrix, b, Activation.LINEAR), added, x));
    }
}
