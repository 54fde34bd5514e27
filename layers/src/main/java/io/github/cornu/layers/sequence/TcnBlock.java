package io.github.cornu.layers.sequence;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.ActivationNames;
import io.github.cornu.layers.core.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ResidualBlock} of keras-tcn: two dilated convolutions, each with its activation, and their input added to the
 * result. Outputs: activation(sum), and what is before the sum.
 */
public final class TcnBlock {
    private static final int CONVOLUTIONS = 2;

    private TcnBlock() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        List<CustomInnerLayer> norms = new ArrayList<>();
        List<CustomInnerLayer> convolutions = new ArrayList<>();
        boolean normsFirst = config.bool("norms_first", false);
        for (int i = 0; normsFirst && i < CONVOLUTIONS; i++) {
            norms.add(norm(layer, i));
        }
        for (int i = 0; i < CONVOLUTIONS; i++) {
            convolutions.add(convolution(layer, i));
            if (!normsFirst) {
                norms.add(norm(layer, i));
            }
        }
        CustomInnerLayer matching = config.bool("matching", false) ? matching(layer) : null;
        ActivationNames activation = ActivationNames.read(layer, "activation", "relu");
        return call -> {
            Value x = call.input();
            for (int i = 0; i < CONVOLUTIONS; i++) {
                x = call.apply(convolutions.get(i), x);
                x = activation.apply(call, norms.get(i) == null ? x : call.apply(norms.get(i), x));
            }
            x = activation.apply(call, x);
            Value own = matching == null ? call.input() : call.apply(matching, call.input());
            call.alsoReturn(x);
            return activation.apply(call, Parts.add(call, own, x));
        };
    }

    private static boolean inLists(CustomLayerBuilder layer) {
        return layer.config().bool("in_lists", false);
    }

    private static CustomInnerLayer convolution(CustomLayerBuilder layer, int i) {
        CustomConfig config = layer.config();
        Map<String, Object> options = Map.of(
                "filters", config.integer("nb_filters"),
                "kernel_size", config.integer("kernel_size"),
                "dilation_rate", config.integer("dilation_rate"),
                "padding", config.string("padding", "causal"));
        return layer.inner(inLists(layer) ? "layers/" + 2 * i : "conv1D_" + i, "Conv1D", options);
    }

    /** Null if the block has none. */
    private static CustomInnerLayer norm(CustomLayerBuilder layer, int i) {
        boolean ofBatch = layer.config().bool("use_batch_norm", false);
        boolean ofLayer = layer.config().bool("use_layer_norm", false);
        if (!ofBatch && !ofLayer) {
            return null;
        }
        String list = inLists(layer) ? "layers/" + (2 * i + 1) : (ofBatch ? "batch" : "layer") + "_norm_layers/" + i;
        return layer.inner(list, ofBatch ? "BatchNormalization" : "LayerNormalization", Map.of());
    }

    private static CustomInnerLayer matching(CustomLayerBuilder layer) {
        Map<String, Object> options = Map.of("filters", layer.config().integer("nb_filters"), "kernel_size", 1);
        return layer.inner(inLists(layer) ? "shape_match_conv" : "matching_conv1D", "Conv1D", options);
    }
}
