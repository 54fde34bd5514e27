package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The {@code Merge} layer of Keras 1 and 2.0: its modes are layers of their own in later versions. A Sequential that
 * begins with it has branches, whose layers count as layers of the model: it becomes a functional model.
 */
final class MergeConfigs {
    private static final Map<String, String> LAYERS_OF_MODES =
            Map.of("sum", "Add", "mul", "Multiply", "ave", "Average", "max", "Maximum", "concat", "Concatenate");
    private static final String MERGE = "Merge";
    private static final String INBOUND = "inbound_nodes";
    private static final String INPUT_LAYERS = "input_layers";
    private static final String OUTPUT_LAYERS = "output_layers";
    private static final String INPUT_SHAPE = "batch_input_shape";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ArrayNode layers = NODES.arrayNode();
    private final ArrayNode inputs = NODES.arrayNode();

    private MergeConfigs() {}

    /** The envelope itself, or what stands for it. Everything in it is replaced already. */
    static ObjectNode replaced(ObjectNode envelope) {
        String className = envelope.path(Envelope.CLASS_NAME).asText();
        if (className.equals(MERGE)) {
            return layer(envelope);
        }
        return className.equals("Sequential") && branches(envelope) != null ? model(envelope) : envelope;
    }

    /** The layer for the mode; Merge itself for dot and cos, and for Python code. */
    private static ObjectNode layer(ObjectNode envelope) {
        JsonNode config = envelope.path(Envelope.CONFIG);
        String layer = LAYERS_OF_MODES.get(config.path("mode").asText());
        if (layer == null || !config.path("mode_type").asText("raw").equals("raw")) {
            return envelope;
        }
        ObjectNode options = NODES.objectNode();
        options.set(Envelope.NAME, config.get(Envelope.NAME));
        if (layer.equals("Concatenate")) {
            options.set("axis", config.get("concat_axis"));
        }
        if (config.has(Envelope.LAYERS)) {
            options.set(Envelope.LAYERS, config.get(Envelope.LAYERS));
        }
        envelope.put(Envelope.CLASS_NAME, layer);
        envelope.set(Envelope.CONFIG, options);
        return envelope;
    }

    /** The models before the merging layer that a Sequential begins with; null if it begins otherwise. */
    private static ArrayNode branches(JsonNode sequential) {
        JsonNode first = sequential.path(Envelope.CONFIG).path(Envelope.LAYERS).path(0);
        boolean merges =
                LAYERS_OF_MODES.containsValue(first.path(Envelope.CLASS_NAME).asText())
                        || first.path(Envelope.CLASS_NAME).asText().equals(MERGE);
        JsonNode branches = first.path(Envelope.CONFIG).path(Envelope.LAYERS);
        return merges && branches instanceof ArrayNode list ? list : null;
    }

    private static ObjectNode model(ObjectNode sequential) {
        MergeConfigs model = new MergeConfigs();
        List<ArrayNode> merged = new ArrayList<>();
        for (JsonNode branch : branches(sequential)) {
            merged.add(model.addBranch(object(branch)));
        }
        ObjectNode config = (ObjectNode) sequential.get(Envelope.CONFIG);
        ArrayNode last = null;
        for (JsonNode next : config.path(Envelope.LAYERS)) {
            if (last == null) {
                ((ObjectNode) next.get(Envelope.CONFIG)).remove(Envelope.LAYERS);
            }
            last = model.add(object(next), last == null ? merged : List.of(last));
        }
        sequential.put(Envelope.CLASS_NAME, "Model");
        config.set(Envelope.LAYERS, model.layers);
        config.set(INPUT_LAYERS, model.inputs);
        config.set(OUTPUT_LAYERS, NODES.arrayNode().add(last));
        return sequential;
    }

    /** Adds the layers of a branch, or a layer that is one by itself, and returns its output. */
    private ArrayNode addBranch(ObjectNode branch) {
        JsonNode config = branch.path(Envelope.CONFIG);
        if (config.has(INPUT_LAYERS)) {
            config.path(Envelope.LAYERS).forEach(layers::add);
            config.path(INPUT_LAYERS).forEach(inputs::add);
            if (!(config.path(OUTPUT_LAYERS).path(0) instanceof ArrayNode output)) {
                throw new IllegalArgumentException("the '" + OUTPUT_LAYERS + "' of a branch are no list of tensors");
            }
            return output;
        }
        JsonNode inner = config.path(Envelope.LAYERS);
        List<JsonNode> sequence = new ArrayList<>();
        if (branch.path(Envelope.CLASS_NAME).asText().equals("Sequential")) {
            inner.forEach(sequence::add);
        } else {
            sequence.add(branch);
        }
        if (sequence.isEmpty()) {
            throw new IllegalArgumentException("a branch without layers");
        }
        ArrayNode last = input(sequence.get(0));
        for (JsonNode next : sequence) {
            last = add(object(next), List.of(last));
        }
        return last;
    }

    /** Adds the input layer that Keras makes for the first layer of a Sequential. */
    private ArrayNode input(JsonNode first) {
        String name = Envelope.name(first) + "_input";
        ObjectNode envelope = NODES.objectNode();
        envelope.put(Envelope.CLASS_NAME, "InputLayer");
        ObjectNode config = envelope.putObject(Envelope.CONFIG);
        config.put(Envelope.NAME, name);
        config.set(INPUT_SHAPE, inputShape(first));
        envelope.putArray(INBOUND);
        layers.add(envelope);
        ArrayNode tensor = tensor(name, 0);
        inputs.add(tensor);
        return tensor;
    }

    /** The shape that a layer says, or the first layer inside it. */
    private static JsonNode inputShape(JsonNode first) {
        JsonNode config = first.path(Envelope.CONFIG);
        JsonNode inner = config.path(Envelope.LAYERS).path(0);
        return config.has(INPUT_SHAPE) || inner.isMissingNode() ? config.get(INPUT_SHAPE) : inputShape(inner);
    }

    /** Adds a layer called with these tensors, and returns what comes out. */
    private ArrayNode add(ObjectNode envelope, List<ArrayNode> tensors) {
        ArrayNode call = NODES.arrayNode();
        tensors.forEach(call::add);
        envelope.putArray(INBOUND).add(call);
        layers.add(envelope);
        boolean model = envelope.path(Envelope.CONFIG).has(Envelope.LAYERS);
        return tensor(Envelope.name(envelope), model ? 1 : 0);
    }

    private static ObjectNode object(JsonNode layer) {
        if (layer instanceof ObjectNode envelope) {
            return envelope;
        }
        throw new IllegalArgumentException("an entry of 'layers' is no object");
    }

    private static ArrayNode tensor(String layer, int node) {
        return NODES.arrayNode().add(layer).add(node).add(0);
    }
}
