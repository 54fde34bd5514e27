package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Binary;
import java.util.List;

/**
 * {@code PolynomialCrossing} of TensorFlow Addons, of a deep and cross network (Wang et al., 2021): x₀ (x W + s x) + x
 * + b, where W may be a product U V.
 */
public final class PolynomialCrossing {
    private PolynomialCrossing() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int inner = config.value("projection_dim") == null ? 0 : config.integer("projection_dim");
        float diagonal = config.number("diag_scale", 0f);
        CustomWeight first = layer.weight(inner == 0 ? "kernel" : "kernel_u");
        CustomWeight second = inner == 0 ? null : layer.weight("kernel_v");
        CustomWeight bias = config.bool("use_bias", true) ? layer.weight("bias") : null;
        return call -> {
            List<Value> inputs = call.inputs();
            if (inputs.size() != 2) {
                throw new IllegalArgumentException("expected two tensors, got " + inputs.size());
            }
            if (call.masks().get(0) != null) {
                call.setMask(call.masks().get(0));
            }
            Value x = inputs.get(1);
            int size = Parts.length(x.shape(), x.shape().rank() - 1);
            Value product =
                    call.add(new Dense(first.expect(size, inner == 0 ? size : inner), null, Activation.LINEAR), x);
            if (second != null) {
                product = call.add(new Dense(second.expect(inner, size), null, Activation.LINEAR), product);
            }
            if (diagonal != 0) {
                product = Parts.add(call, product, Parts.with(call, Binary.MULTIPLY, x, diagonal));
            }
            Value y = Parts.add(call, Parts.multiply(call, inputs.get(0), product), x);
            return bias == null ? y : Parts.add(call, y, Parts.constant(call, bias.expect(size)));
        };
    }
}
