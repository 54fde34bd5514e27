package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.graph.UnsupportedModelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of one layer. It notes which keys are read: {@link #rejectUnread} refuses the others unless they are
 * null or known to make no difference at inference, so that no option is ignored in silence.
 *
 * <p>Getters throw an {@link IllegalArgumentException} with a plain text; who reads the layer adds its name.
 */
public final class LayerConfig {
    private static final Set<String> HARMLESS = Set.of(
            "name",
            "trainable",
            "dtype",
            "batch_input_shape",
            "batch_shape",
            "input_shape",
            "input_dtype",
            "input_dim",
            "input_length",
            "build_config",
            "activity_regularizer",
            "seed",
            "quantization_config");
    private static final List<String> HARMLESS_ENDINGS = List.of("_initializer", "_regularizer", "_constraint");

    private final String path;
    private final String name;
    private final String className;
    private final KerasWriter writer;
    private final ObjectNode config;
    private final Set<String> read = new HashSet<>();

    private LayerConfig(String parent, ObjectNode envelope, KerasWriter writer) {
        this.writer = writer;
        this.className = text(envelope, "class_name");
        this.config = envelope.get("config") instanceof ObjectNode object ? object : listConfig(envelope);
        String own = config.path("name").asText(envelope.path("name").asText(null));
        this.name = own == null ? className : own;
        this.path = parent == null ? "" : parent.isEmpty() ? name : parent + "/" + name;
    }

    private LayerConfig(LayerConfig original, String name, ObjectNode config) {
        this.writer = original.writer;
        this.className = original.className;
        this.config = config;
        this.name = name;
        String parent = original.path.substring(0, original.path.length() - original.name.length());
        this.path = parent + name;
    }

    /** The config of the model itself. */
    public static LayerConfig ofModel(String json, KerasWriter writer) {
        return new LayerConfig(null, Json.parse(json), writer);
    }

    private static String text(ObjectNode envelope, String key) {
        JsonNode value = envelope.get(key);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("the config of a layer has no '" + key + "'");
        }
        return value.asText();
    }

    /** Before Keras 2.2.3 the config of a Sequential was the list of its layers. */
    private static ObjectNode listConfig(ObjectNode envelope) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (envelope.path("config").isArray()) {
            object.set("layers", envelope.get("config"));
        }
        return object;
    }

    /** The names of the models around this layer and its own, joined by slashes; empty for the model in the file. */
    public String path() {
        return path;
    }

    /** The path, or the name of the model in the file; for messages. */
    public String label() {
        return path.isEmpty() ? name : path;
    }

    /** The config of the same layer with another name, and another value of one option. */
    public LayerConfig copy(String newName, String key, boolean value) {
        return new LayerConfig(this, newName, config.deepCopy().put(key, value));
    }

    public String name() {
        return name;
    }

    public String className() {
        return className;
    }

    public KerasWriter writer() {
        return writer;
    }

    /** True where the key is there and not null. */
    public boolean has(String key) {
        return config.hasNonNull(key);
    }

    private JsonNode get(String key) {
        read.add(key);
        JsonNode value = config.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode require(String key) {
        JsonNode value = get(key);
        if (value == null) {
            throw new IllegalArgumentException("the config lacks '" + key + "'");
        }
        return value;
    }

    private static IllegalArgumentException wrong(String key, String expected, JsonNode value) {
        String text = value.toString();
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return new IllegalArgumentException("'" + key + "' is " + shown + ", expected " + expected);
    }

    /** A whole number. */
    public int integer(String key) {
        return toInt(key, require(key));
    }

    /** A whole number, or another if the key is missing or null. */
    public int integer(String key, int otherwise) {
        JsonNode value = get(key);
        return value == null ? otherwise : toInt(key, value);
    }

    private static int toInt(String key, JsonNode value) {
        JsonNode number = value.isArray() && value.size() == 1 ? value.get(0) : value;
        if (!number.isNumber() || number.asDouble() != Math.rint(number.asDouble()) || !number.canConvertToInt()) {
            throw wrong(key, "a whole number", value);
        }
        return number.asInt();
    }

    /** A number. */
    public float number(String key, double otherwise) {
        JsonNode value = get(key);
        if (value == null) {
            return (float) otherwise;
        }
        // Keras 1 and 2.0 wrote some numbers as arrays.
        JsonNode number = value.isObject() && value.has("value") ? value.get("value") : value;
        if (!number.isNumber()) {
            throw wrong(key, "a number", value);
        }
        return (float) number.asDouble();
    }

    /** True or false; Python's 1 and 0 too. */
    public boolean bool(String key, boolean otherwise) {
        JsonNode value = get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean() && !value.isInt() && !value.isLong()) {
            throw wrong(key, "true or false", value);
        }
        return value.isBoolean() ? value.asBoolean() : value.asInt() != 0;
    }

    /** A text. */
    public String string(String key, String otherwise) {
        JsonNode value = get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw wrong(key, "a text", value);
        }
        return value.asText();
    }

    /** Whole numbers; a single one stands for {@code count} equal ones. */
    public List<Integer> integers(String key, int count) {
        return integers(key, count, require(key));
    }

    /** Whole numbers, or {@code count} times another if the key is missing or null. */
    public List<Integer> integers(String key, int count, int otherwise) {
        JsonNode value = get(key);
        return value == null ? repeated(otherwise, count) : integers(key, count, value);
    }

    private static List<Integer> integers(String key, int count, JsonNode value) {
        JsonNode list = items(value);
        if (!list.isArray()) {
            return repeated(toInt(key, list), count);
        }
        List<Integer> numbers = integerList(key, list);
        if (numbers.size() == 1) {
            return repeated(numbers.get(0), count);
        }
        if (numbers.size() != count) {
            throw wrong(key, count + " whole numbers", value);
        }
        return numbers;
    }

    /** Whole numbers, as many as there are; an empty list if the key is missing or null. */
    public List<Integer> integerList(String key) {
        JsonNode value = get(key);
        if (value == null) {
            return List.of();
        }
        JsonNode list = items(value);
        return list.isArray() ? integerList(key, list) : List.of(toInt(key, list));
    }

    private static List<Integer> integerList(String key, JsonNode list) {
        List<Integer> numbers = new ArrayList<>();
        list.forEach(item -> numbers.add(toInt(key, item)));
        return numbers;
    }

    private static List<Integer> repeated(int value, int count) {
        return new ArrayList<>(Collections.nCopies(count, value));
    }

    /**
     * Pairs (before, after), one for each axis; a single number stands for {@code count} pairs of it, a list of numbers
     * for pairs of equal ones, or, if there is one axis, for its pair.
     */
    public List<List<Integer>> pairs(String key, int count) {
        JsonNode list = items(require(key));
        List<List<Integer>> pairs = new ArrayList<>();
        if (!list.isArray()) {
            int value = toInt(key, list);
            for (int i = 0; i < count; i++) {
                pairs.add(List.of(value, value));
            }
            return pairs;
        }
        if (count == 1 && list.size() == 2 && list.get(0).isNumber()) {
            return List.of(integerList(key, list));
        }
        for (JsonNode item : list) {
            pairs.add(integers(key, 2, item));
        }
        if (pairs.size() != count) {
            throw wrong(key, count + " pairs", list);
        }
        return pairs;
    }

    /** The list itself, or that in a serialized tuple. */
    static JsonNode items(JsonNode value) {
        boolean tuple = value.isObject() && value.has("items");
        return tuple ? value.get("items") : value;
    }

    /** A shape with a batch axis, -1 where an axis is free; null if the key is missing or null. */
    public int[] shape(String key) {
        JsonNode value = get(key);
        if (value == null) {
            return null;
        }
        JsonNode list = items(value);
        if (!list.isArray()) {
            throw wrong(key, "a shape", value);
        }
        int[] shape = new int[list.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = list.get(axis).isNull() ? -1 : toInt(key, list.get(axis));
        }
        return shape;
    }

    /** A function or an object by name, with a config if it is an object; null if the key is missing or null. */
    public ObjectConfig object(String key) {
        JsonNode value = get(key);
        return value == null ? null : ObjectConfig.of(key, value, this);
    }

    /** A layer inside this one. */
    public LayerConfig layer(String key) {
        JsonNode value = require(key);
        if (!(value instanceof ObjectNode object)) {
            throw wrong(key, "a layer", value);
        }
        return child(object);
    }

    /** Layers inside this one. */
    public List<LayerConfig> layers(String key) {
        JsonNode list = require(key);
        if (!list.isArray()) {
            throw wrong(key, "a list of layers", list);
        }
        List<LayerConfig> layers = new ArrayList<>();
        for (JsonNode item : list) {
            if (!(item instanceof ObjectNode object)) {
                throw wrong(key, "a list of layers", item);
            }
            layers.add(child(object));
        }
        return layers;
    }

    LayerConfig child(ObjectNode envelope) {
        return new LayerConfig(path, envelope, writer);
    }

    /** The raw value; for the topology, which is read elsewhere in this package. */
    JsonNode raw(String key) {
        return get(key);
    }

    /** Marks keys as making no difference, whatever their values. */
    public void ignore(String... keys) {
        read.addAll(List.of(keys));
    }

    /** True unless the layer's axes are in the order (batch, channels, spatial axes…). */
    public boolean channelsLast() {
        String format = string("data_format", "channels_last");
        return switch (format) {
            case "channels_last" -> true;
            case "channels_first" -> false;
            default -> throw new IllegalArgumentException("data_format '" + format + "'");
        };
    }

    /** The number type that the layer computes in, or null if it does not say. */
    public String computeType() {
        JsonNode value = get("dtype");
        if (value == null) {
            return null;
        }
        JsonNode policy = value.isObject() ? value.path("config").path("name") : value;
        String policyName = policy.asText();
        return policyName.startsWith("mixed_") ? policyName.substring("mixed_".length()) : policyName;
    }

    /** What Keras calls trainable; where it does not say, {@code otherwise}. */
    public boolean trainable(boolean otherwise) {
        return bool("trainable", otherwise);
    }

    /**
     * Refuses keys that nobody has read and that may matter.
     *
     * @throws UnsupportedModelException if there is one with a value
     */
    public void rejectUnread() {
        List<String> unknown = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = config.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String key = field.getKey();
            boolean harmless = read.contains(key)
                    || field.getValue().isNull()
                    || HARMLESS.contains(key)
                    || HARMLESS_ENDINGS.stream().anyMatch(key::endsWith);
            if (!harmless) {
                unknown.add("'" + key + "' = " + field.getValue());
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnsupportedModelException("unknown option " + String.join(", ", unknown));
        }
    }
}
