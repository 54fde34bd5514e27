package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Dense;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.Dense} quantised by GPTQ or AWQ: it multiplies with the kernel as numbers. */
final class CalibratedDenseLayer extends SingleLayer {
    private final int units;
    private final LayerFunction activation;
    private final WeightSlot bias;
    private final CalibratedKernel kernel;

    CalibratedDenseLayer(LayerConfig config, LayerFactory factory, Calibration calibration) {
        super(config);
        units = config.integer("units");
        bias = config.bool("use_bias", true) ? weight("bias") : null;
        kernel = new CalibratedKernel(this, calibration, nonTrainableWeight("kernel"), "kernel_zero");
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    WeightSlot leftOut() {
        return kernel.zero();
    }

    @Override
    boolean passesMask() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        Weight values = kernel.dequantized(x.shape().length(-1), units);
        Weight added = bias == null ? null : bias.get(units);
        return activation.apply(g, g.add(new Dense(values, added, Activation.LINEAR), x));
    }
}
