package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.ModelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of JSON that Keras wrote. */
public final class KerasJson {
    private static final String NEWEST_KERAS_2 = "2.15";
    private static final String NEWEST_KERAS_3 = "3.15";
    private static final String WEIGHT_MAP = "weight_map";

    private final String text;
    private final ObjectNode root;

    private KerasJson(String text, ObjectNode root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads JSON; also the text of a JSON object inside a JSON string, which people make of {@code model.to_json()}.
     *
     * @throws ModelException if it is no JSON object
     */
    public static KerasJson parse(String text) {
        String object = text.strip();
        if (object.startsWith("\"")) {
            object = Json.string(object);
        }
        return new KerasJson(object, Json.parse(object));
    }

    /** The text of an architecture: a model of that class and config. */
    public static String ofModel(String className, Map<String, ?> config, String kerasVersion) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("class_name", className);
        root.set("config", PlainValues.node(config));
        return root.put("keras_version", kerasVersion).toString();
    }

    /** The text of the object. */
    public String text() {
        return text;
    }

    /** A text, or null. */
    public String text(String key) {
        return root.path(key).asText(null);
    }

    /** Whether it is an architecture. */
    public boolean isArchitecture() {
        return root.path("class_name").isTextual() && root.has("config");
    }

    /** The class of an object among the options of an architecture; null if it is not there. */
    public String classOf(String option) {
        return root.path("config").path(option).path("class_name").asText(null);
    }

    /** Whether it is an architecture of Keras 0, whose objects had a name in place of a class. */
    public boolean isBeforeKeras1() {
        String name = root.path("name").asText("");
        boolean hasLayers = root.path("layers").isArray() || root.path("nodes").isObject();
        return !root.has("class_name") && hasLayers && (name.equals("Sequential") || name.equals("Graph"));
    }

    /** Whether it says which weights are in which file. */
    public boolean isWeightMap() {
        return root.path(WEIGHT_MAP).isObject();
    }

    /**
     * The version of Keras that wrote an architecture. {@code to_json()} of Keras 3 does not say it, and counts as that
     * of the newest version; it has the module of each object, as archives of Keras 2.13 and later have too.
     *
     * @return null if the architecture does not tell
     */
    public String kerasVersion() {
        String version = text("keras_version");
        if (version != null || !root.has("module") && !root.has("registered_name")) {
            return version;
        }
        boolean isKeras2 = text.contains("\"batch_input_shape\"") || text.contains(".engine.functional\"");
        return isKeras2 ? NEWEST_KERAS_2 : NEWEST_KERAS_3;
    }

    /** The files that have the variables of an object, by its path. */
    public Map<String, List<String>> weightMap() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : root.path(WEIGHT_MAP).properties()) {
            List<String> files = new ArrayList<>();
            JsonNode value = field.getValue();
            for (JsonNode file : value.isArray() ? value : List.of(value)) {
                if (!file.isTextual()) {
                    throw new ModelException("the 'weight_map' names " + ConfigValues.shown(file) + " as a file");
                }
                files.add(file.asText());
            }
            map.put(field.getKey(), files);
        }
        return map;
    }
}
