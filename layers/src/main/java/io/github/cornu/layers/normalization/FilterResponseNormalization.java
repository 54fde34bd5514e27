package io.github.cornu.layers.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * {@code FilterResponseNormalization} of TensorFlow Addons (Singh and Krishnan, 2020): x / √(mean of x² over the image
 * + epsilon), scaled and shifted.
 */
public final class FilterResponseNormalization {
    private static final List<Integer> AXES = List.of(1, 2);

    private FilterResponseNormalization() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        if (!config.integers("axis").equals(AXES)) {
            throw new IllegalArgumentException("other axes than " + AXES + " are not supported");
        }
        config.ignore("learned_epsilon_constraint");
        float epsilon = Math.abs(config.number("epsilon", 1e-6f));
        CustomWeight learned = config.bool("learned_epsilon", false) ? layer.weight("learned_epsilon") : null;
        CustomWeight gamma = layer.weight("gamma");
        CustomWeight beta = layer.weight("beta");
        return call -> {
            call.passMask();
            Value x = call.input();
            int channels = Parts.length(x.shape(), x.shape().rank() - 1);
            Value mean = Parts.unary(call, Unary.SQUARE, x);
            for (int axis : AXES) {
                mean = call.add(new Reduce(Reduce.Kind.MEAN, axis, true), mean);
            }
            float added = learned == null ? 0 : Math.abs(learned.expect(1).read()[0]);
            Value sum = Parts.with(call, Binary.ADD, mean, epsilon + added);
            Value y = Parts.multiply(call, x, Parts.unary(call, Unary.RSQRT, sum));
            Value scaled = Parts.multiply(call, y, Parts.constant(call, gamma.expect(1, 1, 1, channels)));
            return Parts.add(call, scaled, Parts.constant(call, beta.expect(1, 1, 1, channels)));
        };
    }
}
