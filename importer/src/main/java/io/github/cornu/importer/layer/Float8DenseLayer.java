package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Dense;
import io.github.cornu.tensor.Weight;

/**
 * {@code keras.layers.Dense} quantised to float8: inputs and kernel are divided by their scales, rounded to the type
 * E4M3FN and multiplied with the scales again; the bias is rounded to bfloat16.
 */
final class Float8DenseLayer extends SingleLayer {
    private final int units;
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot bias;
    private final Float8Scales scales;

    Float8DenseLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        units = config.integer("units");
        kernel = weight("kernel");
        bias = config.bool("use_bias", true) ? weight("bias") : null;
        scales = new Float8Scales(this);
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    boolean passesMask() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        int features = x.shape().length(-1);
        Value y = scales.inputs(g, x);
        Weight values = scales.kernel(kernel.get(features, units));
        Weight added = bias == null ? null : HalfPrecision.BFLOAT16.round(bias.get(units));
        return activation.apply(g, g.add(new Dense(values, added, Activation.LINEAR), y));
    }
}
