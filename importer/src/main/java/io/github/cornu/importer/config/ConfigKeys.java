package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.UnsupportedModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of one config: which of them were read, and which make no difference at inference. */
final class ConfigKeys {
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
            "quantization_config",
            "lora_rank",
            "lora_alpha");
    private static final List<String> HARMLESS_ENDINGS = List.of("_initializer", "_regularizer", "_constraint");

    private final ObjectNode config;
    private final Set<String> read = new HashSet<>();

    ConfigKeys(ObjectNode config) {
        this.config = config;
    }

    void read(String... keys) {
        read.addAll(List.of(keys));
    }

    void readAll() {
        config.fieldNames().forEachRemaining(read::add);
    }

    /** As {@link ConfigOptions#rejectUnread} says. */
    void rejectUnread() {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : config.properties()) {
            if (!field.getValue().isNull() && !isKnown(field.getKey())) {
                unknown.add("'" + field.getKey() + "' = " + ConfigValues.shown(field.getValue()));
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnsupportedModelException("unknown option " + String.join(", ", unknown));
        }
    }

    private boolean isKnown(String key) {
        return read.contains(key)
                || HARMLESS.contains(key)
                || HARMLESS_ENDINGS.stream().anyMatch(key::endsWith);
    }
}
