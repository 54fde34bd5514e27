package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Unary;
import io.github.cornu.op.Activation;
import io.github.cornu.op.CombineScalar;
import io.github.cornu.op.Dense;
import io.github.cornu.op.Elementwise;
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
    private final WeightSlot inputsScale;
    private final WeightSlot kernelScale;

    Float8DenseLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        units = config.integer("units");
        kernel = weight("kernel");
        bias = config.bool("use_bias", true) ? weight("bias") : null;
        inputsScale = weight("inputs_scale");
        weight("inputs_amax_history");
        kernelScale = weight("kernel_scale");
        weight("kernel_amax_history");
        weight("outputs_grad_scale");
        weight("outputs_grad_amax_history");
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    boolean passesMask() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        int features = x.shape().length(-1);
        float scale = inputsScale.get(new int[0]).read()[0];
        Value y = g.add(new CombineScalar(Binary.DIVIDE, scale), x);
        float max = QuantizedWeights.FLOAT8_MAX;
        y = g.add(new Elementwise(Activation.of(Unary.CLIP, -max, max, 0f)), y);
        y = g.add(new Elementwise(Activation.of(Unary.ROUND_FLOAT8)), y);
        y = g.add(new CombineScalar(Binary.MULTIPLY, scale), y);
        Weight values = QuantizedWeights.asFloat8(kernel.get(features, units), kernelScale.get(new int[0]));
        Weight added = bias == null ? null : HalfPrecision.BFLOAT16.round(bias.get(units));
        return activation.apply(g, g.add(new Dense(values, added, Activation.LINEAR), y));
    }
}
