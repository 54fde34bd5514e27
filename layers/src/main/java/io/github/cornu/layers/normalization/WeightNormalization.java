package io.github.cornu.layers.normalization;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code WeightNormalization} of TensorFlow Addons (Salimans and Kingma, 2016): the inner layer computes with a kernel
 * whose columns are divided by their lengths and multiplied by a weight. Recurrent inner layers are refused.
 */
public final class WeightNormalization {
    private static final double SMALLEST = 1e-12;
    /** Inner layers that have a kernel whose last axis is that of the outputs. */
    private static final List<String> INNER = List.of("Dense", "Conv1D", "Conv2D", "Conv3D");

    private WeightNormalization() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        Object inner = layer.config().value("layer");
        if (!(inner instanceof Map<?, ?> map) || !INNER.contains(map.get("class_name"))) {
            throw new IllegalArgumentException("WeightNormalization is supported around " + INNER);
        }
        boolean cloned = layer.config().bool("data_init", true);
        Map<String, ?> options = options(map.get("config"));
        CustomWeight g = layer.weight("g");
        CustomInnerLayer own = layer.inner("layer", String.valueOf(map.get("class_name")), options);
        own.change("kernel", kernel -> normalized(kernel, g));
        CustomWeight initialized = layer.nonTrainableWeight("initialized");
        if (cloned) {
            layer.inner("_naked_clone_layer", String.valueOf(map.get("class_name")), frozen(options));
        }
        return call -> {
            if (initialized.read()[0] != 1) {
                throw new IllegalArgumentException("its weights were not initialized when the file was written");
            }
            return call.apply(own, call.input());
        };
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as keys.
    private static Map<String, ?> options(Object config) {
        return (Map<String, ?>) config;
    }

    private static Map<String, ?> frozen(Map<String, ?> options) {
        Map<String, Object> frozen = new LinkedHashMap<>(options);
        frozen.put("trainable", false);
        return frozen;
    }

    private static Weight normalized(Weight kernel, CustomWeight g) {
        float[] v = kernel.read();
        int columns = kernel.shape().length(-1);
        float[] length = g.expect(columns).read();
        float[] w = new float[v.length];
        for (int j = 0; j < columns; j++) {
            double squares = 0;
            for (int i = j; i < v.length; i += columns) {
                squares += (double) v[i] * v[i];
            }
            double factor = length[j] / Math.sqrt(Math.max(squares, SMALLEST));
            for (int i = j; i < v.length; i += columns) {
                w[i] = (float) (v[i] * factor);
            }
        }
        return Weight.of(w, kernel.shape().lengths());
    }
}
