package io.github.cornu.layers.optimization;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** {@code PruneLowMagnitude}: each call multiplies the kernels of the layer inside by their masks. */
public final class PrunedLayer {
    private PrunedLayer() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        layer.config().ignore("pruning_schedule", "block_size", "block_pooling_type", "sparsity_m_by_n");
        layer.listInnerFirst(true);
        Wrapped wrapped = Wrapped.of(layer.config());
        List<String> kernels = wrapped.kernels();
        CustomInnerLayer inner = layer.inner(Wrapped.LAYER, Wrapped.LAYER);
        for (String kernel : kernels) {
            layer.share(inner, kernel, true);
            CustomWeight mask = layer.nonTrainableWeight("mask");
            layer.nonTrainableWeight("threshold");
            inner.change(kernel, weight -> masked(weight, mask));
        }
        layer.nonTrainableWeight("pruning_step");
        return wrapped.call(inner);
    }

    private static Weight masked(Weight weight, CustomWeight mask) {
        float[] w = weight.read();
        float[] m = mask.expect(weight.shape().lengths()).read();
        float[] y = new float[w.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = w[i] * m[i];
        }
        return Weight.of(y, weight.shape().lengths());
    }
}
