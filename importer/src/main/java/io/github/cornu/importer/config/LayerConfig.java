package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The configuration of one layer: its options, which layer of which model it is, and the layers inside it.
 *
 * <p>Getters throw an {@link IllegalArgumentException} with a plain text; who reads the layer adds its name.
 */
public final class LayerConfig extends ConfigOptions {
    private final String path;
    private final String name;
    private final String className;
    private final String writtenClass;
    private final KerasWriter writer;
    private final ObjectNode config;
    private final JsonNode build;

    private LayerConfig(String parent, ObjectNode envelope, KerasWriter writer) {
        this(parent, envelope, options(envelope), writer);
    }

    private LayerConfig(String parent, ObjectNode envelope, ObjectNode config, KerasWriter writer) {
        super(config);
        this.writer = writer;
        this.className = Envelope.className(envelope);
        this.writtenClass = className;
        this.config = config;
        this.build = envelope.path("build_config");
        // The config of a TensorFlowOpLayer has its name without the prefix that the model knows it by.
        String outer = envelope.path("name").asText(null);
        boolean prefixed = className.equals("TensorFlowOpLayer") && outer != null;
        String own = prefixed ? outer : config.path("name").asText(outer);
        this.name = own == null ? className : own;
        this.path = parent == null ? "" : parent.isEmpty() ? name : parent + "/" + name;
    }

    private LayerConfig(LayerConfig original, String name, String className, String writtenClass, ObjectNode config) {
        super(config);
        this.writer = original.writer;
        this.className = className;
        this.writtenClass = writtenClass;
        this.config = config;
        this.build = original.build;
        this.name = name;
        boolean isModel = original.path.isEmpty();
        this.path = isModel ? "" : original.path.substring(0, original.path.length() - original.name.length()) + name;
    }

    private static ObjectNode options(ObjectNode envelope) {
        return envelope.get("config") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
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

    /**
     * The same layer with another config.
     *
     * @param values texts, numbers, booleans, lists, maps and null
     */
    public LayerConfig with(Map<String, ?> values) {
        return new LayerConfig(this, name, className, writtenClass, (ObjectNode) PlainValues.node(values));
    }

    /** The config of a layer that this one makes by itself: it has nothing but a name. */
    public LayerConfig part(String partName, String partClass) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("class_name", partClass);
        return child(withPolicies(envelope, envelope.putObject("config").put("name", partName)));
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
        return child(withPolicies(envelope, inner));
    }

    /** Python gives a map of policies to the layers inside, each of which takes its own. */
    private ObjectNode withPolicies(ObjectNode envelope, ObjectNode inner) {
        JsonNode type = config.get("dtype");
        if (DTypePolicy.isMap(type) && !inner.has("dtype")) {
            inner.set("dtype", type);
        }
        return envelope;
    }
}
