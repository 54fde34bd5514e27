package io.github.cornu.importer.layer.model;

import io.github.cornu.importer.config.CallConfig;
import io.github.cornu.importer.config.FunctionalConfig;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.TensorRef;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.importer.layer.NumberType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the calls of a functional model have returned so far, by layer and call.
 *
 * <p>A reference counts the calls of a layer from 0. Where the layer is itself a model, Keras 1 and 2 count from 1, and
 * Keras 3 does for some of the model's outputs.
 */
final class CallResults {
    /** What a layer has returned that could not be called. */
    private static final List<KerasTensor> UNKNOWN = new ArrayList<>();

    private final Map<String, KerasLayer> layers;
    private final Map<String, Integer> calls = new HashMap<>();
    private final KerasWriter writer;
    private final Map<String, Map<Integer, List<KerasTensor>>> results = new HashMap<>();

    CallResults(FunctionalConfig functional, Map<String, KerasLayer> layers, KerasWriter writer) {
        this.layers = layers;
        this.writer = writer;
        functional
                .entries()
                .forEach(entry -> calls.put(
                        entry.layer().name(), Math.max(1, entry.calls().size())));
    }

    /** @param outputs null if they are not known */
    void put(String layer, int call, List<KerasTensor> outputs) {
        results.computeIfAbsent(layer, name -> new HashMap<>()).put(call, outputs == null ? UNKNOWN : outputs);
    }

    /**
     * An output of the model.
     *
     * @param fromOne whether Keras 3 counts the calls of the layer from 1 here
     */
    KerasTensor output(TensorRef tensor, boolean fromOne) {
        return require(tensor, fromOne || !writer.isKeras3());
    }

    /** Whether all tensors that a call needs are there. */
    boolean areThere(CallConfig call) {
        return references(call).stream().allMatch(tensor -> find(tensor, !writer.isKeras3()) != null);
    }

    /** A call with the tensors in place of the references; null if one is not known, and the file tells no shape. */
    Call resolve(Lowering g, CallConfig call) {
        for (TensorRef tensor : references(call)) {
            if (tensor.shape() == null && require(tensor, !writer.isKeras3()) == KerasTensor.UNKNOWN) {
                return null;
            }
        }
        List<Object> arguments = new ArrayList<>();
        call.arguments().forEach(argument -> arguments.add(resolve(g, argument)));
        Map<String, Object> keywords = new LinkedHashMap<>();
        call.keywords().forEach((name, value) -> keywords.put(name, resolve(g, value)));
        return new Call(arguments, keywords);
    }

    private Object resolve(Lowering g, Object value) {
        if (value instanceof TensorRef tensor) {
            KerasTensor result = require(tensor, !writer.isKeras3());
            KerasTensor found = result == KerasTensor.UNKNOWN ? g.standIn(tensor.shape()) : result;
            return tensor.type() == null ? found : found.withType(NumberType.of(tensor.type()));
        }
        if (value instanceof List<?> list) {
            List<Object> resolved = new ArrayList<>();
            list.forEach(item -> resolved.add(resolve(g, item)));
            return resolved;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> resolved = new LinkedHashMap<>();
            map.forEach((key, item) -> resolved.put((String) key, resolve(g, item)));
            return resolved;
        }
        return value;
    }

    /** The tensors that a call takes. */
    static List<TensorRef> references(CallConfig call) {
        List<TensorRef> tensors = new ArrayList<>();
        collect(call.arguments(), tensors);
        collect(call.keywords(), tensors);
        return tensors;
    }

    static void collect(Object value, List<TensorRef> tensors) {
        if (value instanceof TensorRef tensor) {
            tensors.add(tensor);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, tensors));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, tensors));
        }
    }

    private KerasTensor require(TensorRef tensor, boolean modelsCountFromOne) {
        KerasTensor found = find(tensor, modelsCountFromOne);
        if (found == null) {
            throw new IllegalArgumentException("there is no output " + tensor.tensor() + " of call " + tensor.node()
                    + " of a layer '" + tensor.layer() + "'");
        }
        return found;
    }

    private KerasTensor find(TensorRef tensor, boolean modelsCountFromOne) {
        KerasLayer layer = layers.get(tensor.layer());
        if (layer == null) {
            throw new IllegalArgumentException("there is no layer '" + tensor.layer() + "'");
        }
        boolean shifted = layer instanceof ModelLayer && modelsCountFromOne;
        int call = shifted && tensor.node() > 0 || tensor.node() >= calls.get(tensor.layer())
                ? tensor.node() - 1
                : tensor.node();
        List<KerasTensor> outputs =
                results.getOrDefault(tensor.layer(), Map.of()).get(call);
        if (outputs == UNKNOWN) {
            return KerasTensor.UNKNOWN;
        }
        return outputs == null || tensor.tensor() < 0 || tensor.tensor() >= outputs.size()
                ? null
                : outputs.get(tensor.tensor());
    }
}
