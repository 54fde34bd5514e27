package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Defaults of Keras's constructors for layers that a custom layer declares. Files have all options, and what is missing
 * in one has the meaning of the version that did not know it yet, which is another for these.
 */
final class InnerDefaults {
    private static final String ACTIVATION = "activation";
    private static final String RECURRENT_ACTIVATION = "recurrent_activation";

    private InnerDefaults() {}

    /** Puts them into the envelope of a layer, and into those of the layers inside it. */
    static void add(JsonNode node, KerasWriter writer) {
        if (node.path(Envelope.CLASS_NAME).isTextual() && node.path(Envelope.CONFIG) instanceof ObjectNode config) {
            of(node.path(Envelope.CLASS_NAME).asText(), writer).forEach((key, value) -> {
                if (!config.has(key)) {
                    config.set(key, PlainValues.node(value));
                }
            });
        }
        node.forEach(inner -> add(inner, writer));
    }

    private static Map<String, ?> of(String className, KerasWriter writer) {
        String older = writer.isKeras3() ? "sigmoid" : "hard_sigmoid";
        return switch (className) {
            case "LSTM", "LSTMCell" -> Map.of(ACTIVATION, "tanh", RECURRENT_ACTIVATION, "sigmoid");
            case "GRU", "GRUCell" -> Map.of(ACTIVATION, "tanh", RECURRENT_ACTIVATION, "sigmoid", "reset_after", true);
            case "SimpleRNN", "SimpleRNNCell" -> Map.of(ACTIVATION, "tanh");
            case "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D" -> Map.of(ACTIVATION, "tanh", RECURRENT_ACTIVATION, older);
            case "Bidirectional" -> Map.of("merge_mode", "concat");
            case "UpSampling1D", "UpSampling2D", "UpSampling3D" -> Map.of("size", 2);
            case "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D" -> Map.of("padding", 1);
            case "Cropping1D", "Cropping3D" -> Map.of("cropping", 1);
            case "Cropping2D" -> Map.of("cropping", 0);
            default -> Map.of();
        };
    }
}
