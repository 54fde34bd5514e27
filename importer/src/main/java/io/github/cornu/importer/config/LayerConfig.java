package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration of one layer. It notes which keys are read: {@link #rejectUnread} refuses the others unless they
 * are null or known to make no difference at inference, so that no option is ignored in silence.
 *
 * <p>Getters throw an {@link IllegalArgumentException} with a plain text; who reads the layer adds its name.
 */
public final class LayerConfig {
    private final String path;
    private final String name;
    private final String className;
    private final String writtenClass;
    private final KerasWriter writer;
    private final ObjectNode config;
    private final ConfigKeys keys;
    private final JsonNode build;

    private LayerConfig(String parent, ObjectNode envelope, KerasWriter writer) {
        this.writer = writer;
        this.className = Envelope.className(envelope);
        this.writtenClass = className;
        this.config =
                envelope.get("config") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        this.keys = new ConfigKeys(config);
        this.build = envelope.path("build_config");
        // The config of a TensorFlowOpLayer has its name without the prefix that the model knows it by.
        String outer = envelope.path("name").asText(null);
        boolean prefixed = className.equals("TensorFlowOpLayer") && outer != null;
        String own = prefixed ? outer : config.path("name").asText(outer);
        this.name = own == null ? className : own;
        this.path = parent == null ? "" : parent.isEmpty() ? name : parent + "/" + name;
    }

    private LayerConfig(LayerConfig original, String name, String className, String writtenClass, ObjectNode config) {
        this.writer = original.writer;
        this.className = className;
        this.writtenClass = writtenClass;
        this.config = config;
        this.keys = new ConfigKeys(config);
        this.build = original.build;
        this.name = name;
        boolean isModel = original.path.isEmpty();
        this.path = isModel ? "" : original.path.substring(0, original.path.length() - original.name.length()) + name;
    }

    /** The config of the model itself. */
    public static LayerConfig ofModel(String json, KerasWriter writer) {
        return new LayerConfig(null, OlderConfigs.upgrade(Json.parse(json), writer), writer);
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
        return new LayerConfig(
                this, newName, className, writtenClass, config.deepCopy().put(key, value));
    }

    /** The config of the same layer, whose class has another name. */
    public LayerConfig ofClass(String newClass) {
        return newClass.equals(className) ? this : new LayerConfig(this, name, newClass, newClass, config);
    }

    /** The config of the same layer, read as that of another class, of which its own is a subclass. */
    public LayerConfig asClass(String otherClass) {
        return new LayerConfig(this, name, otherClass, writtenClass, config);
    }

    /** The config of the same layer, of which nothing was read yet. */
    public LayerConfig unread() {
        return new LayerConfig(this, name, className, writtenClass, config);
    }

    /** The config of a layer that this one makes by itself: it has nothing but a name. */
    public LayerConfig part(String partName, String partClass) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("class_name", partClass);
        envelope.putObject("config").put("name", partName);
        return child(envelope);
    }

    public String name() {
        return name;
    }

    public String className() {
        return className;
    }

    /** The class that the file has, after which newer files call the place of the weights. */
    public String writtenClass() {
        return writtenClass;
    }

    public KerasWriter writer() {
        return writer;
    }

    /** True where the key is there and not null. */
    public boolean has(String key) {
        return config.hasNonNull(key);
    }

    private JsonNode get(String key) {
        keys.read(key);
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

    /** A whole number. */
    public int integer(String key) {
        return ConfigValues.integer(key, require(key));
    }

    /** A whole number, or another if the key is missing or null. */
    public int integer(String key, int otherwise) {
        JsonNode value = get(key);
        return value == null ? otherwise : ConfigValues.integer(key, value);
    }

    /** Whether the value is missing, null, or has nothing in it. */
    public boolean isEmpty(String key) {
        return config.path(key).isEmpty();
    }

    /** Whether the value is a single number. */
    public boolean isNumber(String key) {
        return config.path(key).isNumber();
    }

    /** A number. */
    public float number(String key, double otherwise) {
        JsonNode value = get(key);
        return value == null ? (float) otherwise : ConfigValues.number(key, value);
    }

    /** True or false; Python's 1 and 0 too. */
    public boolean bool(String key, boolean otherwise) {
        JsonNode value = get(key);
        return value == null ? otherwise : ConfigValues.bool(key, value);
    }

    /** A text. */
    public String string(String key, String otherwise) {
        JsonNode value = get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw ConfigValues.wrong(key, "a text", value);
        }
        return value.asText();
    }

    /** Whole numbers; a single one stands for {@code count} equal ones. */
    public List<Integer> integers(String key, int count) {
        return ConfigValues.integers(key, count, require(key));
    }

    /** Whole numbers, or {@code count} times another if the key is missing or null. */
    public List<Integer> integers(String key, int count, int otherwise) {
        JsonNode value = get(key);
        return value == null ? Collections.nCopies(count, otherwise) : ConfigValues.integers(key, count, value);
    }

    /** Whole numbers, as many as there are; an empty list if the key is missing or null. */
    public List<Integer> integerList(String key) {
        JsonNode value = get(key);
        if (value == null) {
            return List.of();
        }
        return ConfigValues.integerList(key, value);
    }

    /**
     * Pairs (before, after), one for each axis; a single number stands for {@code count} pairs of it, a list of numbers
     * for pairs of equal ones, or, if there is one axis, for its pair.
     */
    public List<List<Integer>> pairs(String key, int count) {
        return ConfigValues.pairs(key, count, require(key));
    }

    /** A shape with a batch axis, -1 where an axis is free; null if the key is missing or null. */
    public int[] shape(String key) {
        JsonNode value = get(key);
        return value == null ? null : ConfigValues.shape(key, value);
    }

    /**
     * The shape of the only input that the layer was built for, with its batch axis; null if the file does not tell.
     */
    public int[] buildShape() {
        JsonNode shape = ConfigValues.items(build.path("input_shape"));
        return shape.path(0).isArray() || shape.isEmpty() ? null : ConfigValues.shape("input_shape", shape);
    }

    /**
     * The shapes of the inputs that the layer was built for, by their names, with their batch axes; empty if the file
     * does not tell.
     */
    public Map<String, int[]> buildShapes() {
        return BuildShapes.of(build);
    }

    /** Numbers in nested lists of equal lengths, or a single number; null if the key is missing or null. */
    public Tensor numbers(String key) {
        JsonNode value = get(key);
        return value == null ? null : NumberLists.tensor(key, value);
    }

    /** Texts in a list; null if the key is missing or null. */
    public List<String> texts(String key) {
        JsonNode value = get(key);
        return value == null ? null : NumberLists.texts(key, value);
    }

    /** Lengths of axes, -1 where an axis is free; a single one needs no list. Empty if the key is missing or null. */
    public List<Integer> lengths(String key) {
        JsonNode value = get(key);
        if (value == null) {
            return List.of();
        }
        return value.isNumber()
                ? List.of(ConfigValues.integer(key, value))
                : Arrays.stream(ConfigValues.shape(key, value)).boxed().toList();
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
            throw ConfigValues.wrong(key, "a layer", value);
        }
        return child(object);
    }

    /** Layers inside this one. */
    public List<LayerConfig> layers(String key) {
        JsonNode list = require(key);
        if (!list.isArray()) {
            throw ConfigValues.wrong(key, "a list of layers", list);
        }
        List<LayerConfig> layers = new ArrayList<>();
        for (JsonNode item : list) {
            if (!(item instanceof ObjectNode object)) {
                throw ConfigValues.wrong(key, "a list of layers", item);
            }
            layers.add(child(object));
        }
        return layers;
    }

    LayerConfig child(ObjectNode envelope) {
        return new LayerConfig(path, envelope, writer);
    }

    /** All values but those of {@code ignored}: lists, maps, Strings, Longs, Doubles, Booleans. They count as read. */
    public Map<String, Object> values(Set<String> ignored) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : config.properties()) {
            keys.read(field.getKey());
            if (!ignored.contains(field.getKey()) && !field.getValue().isNull()) {
                values.put(field.getKey(), CallReader.value(field.getValue()));
            }
        }
        return values;
    }

    /**
     * The config of a layer inside this one that the file does not tell.
     *
     * @param options texts, numbers, booleans, lists, maps and null
     */
    public LayerConfig inner(String innerName, String innerClass, Map<String, ?> options) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("class_name", innerClass);
        ObjectNode inner = (ObjectNode) PlainValues.node(options);
        envelope.set("config", inner.has("name") ? inner : inner.put("name", innerName));
        InnerDefaults.add(envelope, writer);
        return child(envelope);
    }

    /** Any value: a text, a Long, a Double, a Boolean, a list, a map, or null if the key is missing or null. */
    public Object value(String key) {
        JsonNode value = get(key);
        return value == null ? null : PlainValues.of(value);
    }

    /** The raw value; for the topology, which is read elsewhere in this package. */
    JsonNode raw(String key) {
        return get(key);
    }

    /** Marks keys as making no difference, whatever their values. */
    public void ignore(String... keys) {
        this.keys.read(keys);
    }

    /** Marks all keys as making no difference. */
    public void ignoreAll() {
        keys.readAll();
    }

    /** True unless the layer's axes are in the order (batch, channels, spatial axes…). */
    public boolean channelsLast() {
        String format = string("data_format", "channels_last");
        return switch (format) {
            case "channels_last" -> true;
            case "channels_first" -> false;
            default -> throw new IllegalArgumentException("unknown data_format '" + format + "'");
        };
    }

    /** The number type that the layer computes in, and how it is quantised. */
    public DTypePolicy dtypePolicy() {
        return DTypePolicy.of(get("dtype"));
    }

    /** Whether LoRA adds to a weight of the layer. */
    public boolean hasLora() {
        return has("lora_rank");
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
        keys.rejectUnread();
    }
}
