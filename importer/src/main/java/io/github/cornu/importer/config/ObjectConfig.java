package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A function or an object that a layer's config refers to.
 *
 * @param name of the function, or the class of the object
 * @param layer the config of the object, or null if it is a plain function
 */
public record ObjectConfig(String name, LayerConfig layer) {

    static ObjectConfig of(String key, JsonNode value, LayerConfig owner) {
        if (value.isTextual()) {
            return new ObjectConfig(value.asText(), null);
        }
        if (value instanceof ObjectNode object) {
            String className = object.path("class_name").asText("");
            JsonNode config = object.path("config");
            if (className.equals("function") && config.isTextual()) {
                JsonNode registered = object.path("registered_name");
                boolean own = registered.isTextual() && !registered.asText().equals("function");
                return new ObjectConfig(own ? registered.asText() : config.asText(), null);
            }
            if (className.equals("__lambda__")) {
                return new ObjectConfig("lambda", null);
            }
            if (!className.isEmpty()) {
                return new ObjectConfig(className, config.isObject() ? owner.child(object) : null);
            }
        }
        throw new IllegalArgumentException("'" + key + "' is neither a name nor an object");
    }
}
