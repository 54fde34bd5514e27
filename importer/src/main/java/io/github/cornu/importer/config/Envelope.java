package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** The JSON object around the config of a layer: its keys, and some of those of the config. */
final class Envelope {
    static final String CLASS_NAME = "class_name";
    static final String CONFIG = "config";
    static final String NAME = "name";
    static final String LAYERS = "layers";

    private static final Pattern OWN_MODULE = Pattern.compile("(keras|tf_keras|tensorflow|builtins)(\\.|$)");

    private Envelope() {}

    /** The name of a layer; a Sequential in a list had none. */
    static String name(JsonNode envelope) {
        return envelope.path(CONFIG).path(NAME).asText(envelope.path(NAME).asText(""));
    }

    /** Custom classes may be called as those of Keras are: theirs is the name they are registered with. */
    static String className(ObjectNode envelope) {
        String className = text(envelope, CLASS_NAME);
        String registered = envelope.path("registered_name").asText("");
        if (registered.contains(">")) {
            return registered;
        }
        String module = envelope.path("module").asText("keras");
        return OWN_MODULE.matcher(module).lookingAt() ? className : module + ">" + className;
    }

    private static String text(ObjectNode envelope, String key) {
        JsonNode value = envelope.get(key);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("the config of a layer has no '" + key + "'");
        }
        return value.asText();
    }
}
