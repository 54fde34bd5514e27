package io.github.cornu.layers.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.element.Combine;
import io.github.cornu.tensor.Binary;
import java.util.Arrays;

/**
 * {@code TLU} of TensorFlow Addons, the activation that belongs to {@link FilterResponseNormalization}: max(x, tau), or
 * max(x, tau + alpha x).
 */
public final class ThresholdedLinearUnit {
    private ThresholdedLinearUnit() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        boolean affine = layer.config().bool("affine", false);
        CustomWeight tau = layer.weight("tau");
        CustomWeight alpha = affine ? layer.weight("alpha") : null;
        return call -> {
            call.passMask();
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
