package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cornu.UnsupportedModelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An operation of TensorFlow's graphs, as TensorFlow 2.2 and 2.3 wrote it into a {@code TensorFlowOpLayer}.
 *
 * @param operation for instance {@code Reshape}
 * @param attributes numbers, texts, truth values and lists of them; types by name
 * @param constants inputs that are no tensors of the model, by their place among all inputs
 */
public record NodeConfig(String operation, Map<String, Object> attributes, TreeMap<Integer, Object> constants) {

    /** The types that are results' own, not those of inputs. */
    private static final Set<String> TYPES = Set.of("DstT", "out_type", "output_type");

    /** How many inputs there are; what old versions did not check. Names with an underscore are TensorFlow's own. */
    private static final Set<String> IGNORED = Set.of("N", "incompatible_shape_error");

    /** Reads the config of a {@code TensorFlowOpLayer}. */
    public static NodeConfig of(LayerConfig config) {
        JsonNode node = config.get("node_def");
        if (node != null && node.isTextual()) {
            throw new UnsupportedModelException("its node_def is in the binary form of TensorFlow 2.0 and 2.1");
        }
        if (node == null || !node.path("op").isTextual()) {
            throw new IllegalArgumentException("the config has no 'node_def' with an 'op'");
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.path("attr").properties()) {
            Object value = attribute(field.getValue());
            JsonNode kind =
                    field.getValue().path("list").isObject() ? field.getValue().path("list") : field.getValue();
            boolean type = kind.has("type") && !TYPES.contains(field.getKey());
            if (value != null && !List.of().equals(value) && !type && !isIgnored(field.getKey())) {
                attributes.put(field.getKey(), value);
            }
        }
        TreeMap<Integer, Object> constants = new TreeMap<>();
        JsonNode values = config.get("constants");
        if (values != null) {
            for (Map.Entry<String, JsonNode> field : values.properties()) {
                constants.put(Integer.valueOf(field.getKey()), CallReader.value(field.getValue()));
            }
        }
        return new NodeConfig(node.path("op").asText(), attributes, constants);
    }

    private static boolean isIgnored(String attribute) {
        return attribute.startsWith("_") || IGNORED.contains(attribute);
    }

    private static Object attribute(JsonNode value) {
        if (value.has("list")) {
            List<Object> list = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : value.get("list").properties()) {
                field.getValue().forEach(item -> list.add(scalar(field.getKey(), item)));
            }
            return list;
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            return scalar(field.getKey(), field.getValue());
        }
        return null;
    }

    /** JSON of protocol buffers has whole numbers as texts, and texts in base 64. */
    private static Object scalar(String kind, JsonNode value) {
        return switch (kind) {
            case "i" -> Long.valueOf(value.asText());
            case "f" -> value.asDouble();
            case "b" -> value.asBoolean();
            case "s" -> new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
            case "type" -> value.asText();
            default -> throw new UnsupportedModelException("an attribute of the kind '" + kind + "'");
        };
    }
}
