package io.github.cornu.layers.optimization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The layer inside a wrapper, as the wrapper's config has it.
 *
 * @param className as in {@code Dense}
 * @param options its config
 */
record Wrapped(String className, Map<String, Object> options) {
    static final String LAYER = "layer";

    private static final List<String> CELLS = List.of("LSTMCell", "GRUCell", "SimpleRNNCell");

    @SuppressWarnings("unchecked") // JSON objects have texts as keys.
    static Wrapped of(CustomConfig config) {
        if (!(config.value(LAYER) instanceof Map<?, ?> envelope)
                || !(envelope.get("class_name") instanceof String name)
                || !(envelope.get("config") instanceof Map<?, ?> options)) {
            throw new IllegalArgumentException("its config has no layer inside it");
        }
        return new Wrapped(name, (Map<String, Object>) options);
    }

    /** The weights that pruning and clustering change, in their order, as paths below the layer. */
    List<String> kernels() {
        return kernels(className, options, "");
    }

    private static List<String> kernels(String className, Map<?, ?> options, String path) {
        return switch (className) {
            case "Dense",
                    "Conv1D",
                    "Conv2D",
                    "Conv3D",
                    "Conv1DTranspose",
                    "Conv2DTranspose",
                    "Conv3DTranspose",
                    "LocallyConnected1D",
                    "LocallyConnected2D" -> List.of(path + "kernel");
            case "SeparableConv1D", "SeparableConv2D" -> List.of(path + "pointwise_kernel");
            case "Embedding" -> List.of(path + "embeddings");
            case "LSTM", "GRU", "SimpleRNN" -> ofCell(path + "cell/");
            case "RNN" -> ofInner(options, "cell", path + "cell/");
            case "StackedRNNCells" -> ofCells(options, path);
            case "Bidirectional" -> {
                List<String> both = new ArrayList<>(ofInner(options, LAYER, path + "forward_layer/"));
                both.addAll(ofInner(options, LAYER, path + "backward_layer/"));
                yield both;
            }
            case "MultiHeadAttention" ->
                throw new IllegalArgumentException(
                        "it is not supported around MultiHeadAttention; save the model without the wrappers");
            default -> CELLS.contains(className) ? ofCell(path) : List.of();
        };
    }

    private static List<String> ofCell(String path) {
        return List.of(path + "kernel", path + "recurrent_kernel");
    }

    private static List<String> ofCells(Map<?, ?> options, String path) {
        List<String> all = new ArrayList<>();
        if (options.get("cells") instanceof List<?> cells) {
            for (int i = 0; i < cells.size(); i++) {
                all.addAll(ofCell(path + "cells/" + i + "/"));
            }
        }
        return all;
    }

    private static List<String> ofInner(Map<?, ?> options, String key, String path) {
        return options.get(key) instanceof Map<?, ?> inner && inner.get("config") instanceof Map<?, ?> config
                ? kernels(String.valueOf(inner.get("class_name")), config, path)
                : List.of();
    }

    /**
     * Calls the layer. Python calls its code, and not the layer itself, so that nobody asks it for a mask: only Masking
     * gives one with its output.
     */
    CustomFunction call(CustomInnerLayer inner) {
        return call -> {
            List<Value> outputs = call.applyAll(inner, Map.of(), call.inputs().toArray(Value[]::new));
            call.alsoReturn(outputs.subList(1, outputs.size()).toArray(Value[]::new));
            return className.equals("Masking") ? outputs.get(0) : withoutMask(call, outputs.get(0));
        };
    }

    /** A function of Python by its name, which archives may write as an object. */
    static Object named(Object function) {
        boolean isObject = function instanceof Map<?, ?> map && "function".equals(map.get("class_name"));
        return isObject ? ((Map<?, ?>) function).get("config") : function;
    }

    /** The same numbers, as another tensor. */
    static Value withoutMask(CustomCall call, Value x) {
        return Parts.unary(call, Unary.LINEAR, x);
    }
}
