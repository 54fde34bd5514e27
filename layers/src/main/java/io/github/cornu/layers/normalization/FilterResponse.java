package io.github.cornu.layers.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Arrays;
import java.util.List;

/**
 * {@code FilterResponseNormalization} of TensorFlow Addons and the activation that belongs to it, {@code TLU}, a
 * maximum with thresholds (Singh and Krishnan, 2020).
 */
public final class FilterResponse {
    private static final List<Integer> AXES = List.of(1, 2);

    private FilterResponse() {}

    /** {@code FilterResponseNormalization}: x / √(mean of x² over the image + epsilon), scaled and shifted. */
    public static CustomFunction normalization(CustomLayerBuilder layer) {
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

    /** {@code TLU}: max(x, tau), or max(x, tau + alpha x). */
    public static CustomFunction threshold(CustomLayerBuilder layer) {
        boolean affine = layer.config().bool("affine", false);
        CustomWeight tau = layer.weight("tau");
        CustomWeight alpha = affine ? layer.weight("alpha") : null;
        return call -> {
            Value x = call.input();
            int[] sample = Arrays.copyOfRange(x.shape().lengths(), 1, x.shape().rank());
            Value least = Parts.constant(call, tau.expect(sample));
            if (alpha != null) {
                Value slope = Parts.multiply(call, x, Parts.constant(call, alpha.expect(sample)));
                least = Parts.add(call, slope, least);
            }
            return call.add(new Combine(Binary.MAXIMUM), x, least);
        };
    }
}
