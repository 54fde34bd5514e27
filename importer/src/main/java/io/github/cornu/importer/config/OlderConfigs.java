package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The architectures of Keras 1, and those of Keras 2 with layers that it still had from Keras 1, in the terms of Keras
 * 2: one pass over the whole tree, before any layer sees its config.
 */
final class OlderConfigs {
    private final KerasWriter writer;
    private final Keras1Names names;

    private OlderConfigs(KerasWriter writer, Keras1Names names) {
        this.writer = writer;
        this.names = names;
    }

    /** The envelope of a model, which is changed, as Keras 2 would write it. */
    static ObjectNode upgrade(ObjectNode model, KerasWriter writer) {
        if (writer.isKeras1()) {
            return new OlderConfigs(writer, new Keras1Names(model)).layer(model);
        }
        return writer.isKeras3() ? model : new OlderConfigs(writer, null).layer(model);
    }

    /** Changes what is in the envelope. */
    private ObjectNode layer(ObjectNode envelope) {
        JsonNode inner = envelope.get(Envelope.CONFIG);
        if (inner instanceof ArrayNode list) {
            envelope.set(Envelope.CONFIG, sequential(list));
        } else if (inner instanceof ObjectNode config) {
            if (config.get(Envelope.LAYERS) instanceof ArrayNode layers) {
                config.set(Envelope.LAYERS, layers(layers));
            }
            if (config.get("layer") instanceof ObjectNode layer) {
                config.set("layer", layer(layer));
            }
            if (names != null) {
                names.rename(envelope, config);
            }
            if (writer.isStandalone()
                    && envelope.path(Envelope.CLASS_NAME).asText().equals("Embedding")) {
                withoutIndexType(config);
            }
        }
        return MergeConfigs.replaced(envelope);
    }

    /** Keras 2.0.3 and 2.0.4 wrote the type of the indices down where that of the numbers is. */
    private static void withoutIndexType(ObjectNode config) {
        if (config.path("dtype").asText().equals("int32")) {
            config.remove("dtype");
        }
    }

    /** Before Keras 2.2.3 the config of a Sequential was the list of its layers. */
    private ObjectNode sequential(ArrayNode list) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.set(Envelope.LAYERS, layers(list));
        return config;
    }

    private ArrayNode layers(ArrayNode list) {
        Set<String> taken = new HashSet<>();
        list.forEach(item -> taken.add(Envelope.name(item)));
        ArrayNode layers = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : list) {
            if (!(item instanceof ObjectNode envelope)) {
                layers.add(item);
                continue;
            }
            ObjectNode upgraded = layer(envelope);
            if (Envelope.name(upgraded).isEmpty()) {
                upgraded.put(
                        Envelope.NAME, free(upgraded.path(Envelope.CLASS_NAME).asText(), taken));
            }
            layers.add(upgraded);
        }
        return layers;
    }

    private static String free(String className, Set<String> taken) {
        String prefix = className.toLowerCase(Locale.ROOT) + "_";
        int number = 1;
        while (!taken.add(prefix + number)) {
            number++;
        }
        return prefix + number;
    }
}
