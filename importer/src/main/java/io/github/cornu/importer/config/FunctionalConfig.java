package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The layers of a functional model, how they are called, and the model's ends.
 *
 * @param entries in the order of the file, which need not be one of execution
 */
public record FunctionalConfig(List<Entry> entries, List<End> inputs, List<End> outputs) {
    /**
     * A layer and its calls.
     *
     * @param calls none for an input layer
     */
    public record Entry(LayerConfig layer, List<CallConfig> calls) {}

    /**
     * An input or an output of the model.
     *
     * @param key its name if the ends are a dictionary, whose names Keras sorts; else null
     */
    public record End(String key, TensorRef tensor) {}

    /** Reads the config of a functional model. */
    public static FunctionalConfig of(LayerConfig model) {
        List<Entry> entries = new ArrayList<>();
        JsonNode layers = model.get("layers");
        if (layers == null || !layers.isArray()) {
            throw new IllegalArgumentException("the config lacks its list of 'layers'");
        }
        for (JsonNode item : layers) {
            if (!(item instanceof ObjectNode envelope)) {
                throw new IllegalArgumentException("an entry of 'layers' is no object");
            }
            LayerConfig layer = model.child(envelope);
            entries.add(new Entry(layer, CallReader.calls(envelope.get("inbound_nodes"), layer.name())));
        }
        return new FunctionalConfig(entries, ends(model, "input_layers"), ends(model, "output_layers"));
    }

    private static List<End> ends(LayerConfig model, String key) {
        JsonNode value = model.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the config lacks '" + key + "'");
        }
        List<End> ends = new ArrayList<>();
        if (value.isObject() && !value.has("items")) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            sorted.forEach((name, end) -> collect(name, end, ends));
        } else {
            collect(null, ConfigValues.items(value), ends);
        }
        return ends;
    }

    private static void collect(String key, JsonNode value, List<End> ends) {
        if (CallReader.isTensor(value)) {
            ends.add(new End(key, CallReader.tensor(value)));
        } else if (value.isArray()) {
            value.forEach(item -> collect(key, ConfigValues.items(item), ends));
        } else {
            throw new IllegalArgumentException("an end of the model is " + ConfigValues.shown(value));
        }
    }
}
