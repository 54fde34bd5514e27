package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.tensor.Binary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code Cross} of TensorFlow Recommenders, of a deep and cross network (Wang et al., 2021): x₀ (f(x W + b) + s x) + x,
 * where W may be a product of two matrices.
 */
public final class Cross {
    private Cross() {}

    /** Null if the config is that of another layer of this name. */
    public static CustomLayer of(CustomConfig config) {
        Map<String, Object> all = config.all();
        return all.containsKey("projection_dim") && all.containsKey("diag_scale") ? Cross::create : null;
    }

    private static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        boolean low = config.value("projection_dim") != null;
        float diagonal = config.number("diag_scale", 0f);
        Map<String, Object> last = new HashMap<>();
        last.put("units", size(layer.stored()));
        last.put("use_bias", config.bool("use_bias", true));
        if (config.value("preactivation") != null) {
            last.put("activation", config.value("preactivation"));
        }
        Map<String, Object> first = low ? Map.of("units", config.integer("projection_dim"), "use_bias", false) : null;
        CustomInnerLayer narrow = low ? layer.inner("_dense_u", "Dense", first) : null;
        CustomInnerLayer wide = layer.inner(low ? "_dense_v" : "_dense", "Dense", last);
        return call -> {
            List<Value> inputs = call.inputs();
            Value given = call.keyword("x") instanceof Value value ? value : null;
            Value x = inputs.size() > 1 ? inputs.get(1) : given == null ? inputs.get(0) : given;
            if (call.masks().get(0) != null) {
                call.setMask(call.masks().get(0));
            }
            Value product = call.apply(wide, narrow == null ? x : call.apply(narrow, x));
            if (diagonal != 0) {
                product = Parts.add(call, product, Parts.with(call, Binary.MULTIPLY, x, diagonal));
            }
            return Parts.add(call, Parts.multiply(call, inputs.get(0), product), x);
        };
    }

    /** The length of the inputs, which no config has. */
    private static int size(List<StoredWeight> stored) {
        return stored.stream()
                .filter(weight -> weight.shape().rank() == 2)
                .reduce((weight, next) -> next)
                .map(weight -> weight.shape().length(-1))
                .orElseThrow(() -> new IllegalArgumentException("the file has no kernel for it"));
    }
}
