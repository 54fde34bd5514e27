package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;

/** The JSON object around the config of a layer: its keys, and some of those of the config. */
final class Envelope {
    static final String CLASS_NAME = "class_name";
    static final String CONFIG = "config";
    static final String NAME = "name";
    static final String LAYERS = "layers";

    private Envelope() {}

    /** The name of a layer; a Sequential in a list had none. */
    static String name(JsonNode envelope) {
        return envelope.path(CONFIG).path(NAME).asText(envelope.path(NAME).asText(""));
    }
}
