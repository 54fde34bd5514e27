package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads {@code inbound_nodes}: the calls of a layer, in the forms of Keras 1, 2 and 3. */
final class CallReader {
    private CallReader() {}

    static List<CallConfig> calls(JsonNode nodes, String layer) {
        List<CallConfig> calls = new ArrayList<>();
        if (nodes == null || nodes.isNull()) {
            return calls;
        }
        if (!nodes.isArray()) {
            throw new IllegalArgumentException("'inbound_nodes' of layer '" + layer + "' is no list");
        }
        for (JsonNode node : nodes) {
            calls.add(node.isObject() && node.has("args") ? keras3(node) : keras2(node));
        }
        return calls;
    }

    /** {@code {"args": [...], "kwargs": {...}}}, tensors anywhere inside. */
    private static CallConfig keras3(JsonNode node) {
        List<Object> arguments = new ArrayList<>();
        for (JsonNode argument : node.get("args")) {
            arguments.add(value3(argument));
        }
        return new CallConfig(arguments, map(node.path("kwargs"), CallReader::value3));
    }

    /** A list of tensors {@code [layer, node, tensor, kwargs]}, or one of them, or a dictionary of them. */
    private static CallConfig keras2(JsonNode node) {
        Map<String, Object> keywords = new LinkedHashMap<>();
        if (isTensor(node)) {
            return new CallConfig(List.of(argument2(node, keywords)), keywords);
        }
        if (node.isObject()) {
            Map<String, Object> named = map(node, item -> argument2(item, keywords));
            return new CallConfig(List.of(named), keywords);
        }
        List<Object> tensors = new ArrayList<>();
        node.forEach(item -> tensors.add(argument2(item, keywords)));
        return new CallConfig(List.of(tensors.size() == 1 ? tensors.get(0) : tensors), keywords);
    }

    private static Object argument2(JsonNode item, Map<String, Object> keywords) {
        if (!isTensor(item)) {
            if (item.isArray()) {
                List<Object> nested = new ArrayList<>();
                item.forEach(inner -> nested.add(argument2(inner, keywords)));
                return nested;
            }
            throw new IllegalArgumentException("an input of a call is " + ConfigValues.shown(item));
        }
        if (item.size() > 3) {
            keywords.putAll(map(item.get(3), CallReader::value2));
        }
        return value2(item);
    }

    private static boolean isConstant(JsonNode item) {
        return item.get(0).asText().equals("_CONSTANT_VALUE");
    }

    /** A list that begins with a layer's name, a node index and a tensor index. */
    static boolean isTensor(JsonNode value) {
        boolean list = value.isArray()
                && (value.size() == 3 || value.size() == 4)
                && value.get(0).isTextual();
        return list && value.get(1).isIntegralNumber() && (value.get(2).isIntegralNumber() || isConstant(value));
    }

    static TensorRef tensor(JsonNode value) {
        return new TensorRef(
                value.get(0).asText(), value.get(1).asInt(), value.get(2).asInt(), null, null);
    }

    private static Object value2(JsonNode value) {
        if (isTensor(value)) {
            return isConstant(value) ? value2(value.get(2)) : tensor(value);
        }
        return plain(ConfigValues.items(value), CallReader::value2);
    }

    /** A value of a config: a list, a map, a String, a Long, a Double, a Boolean or null. */
    static Object value(JsonNode value) {
        return plain(ConfigValues.items(value), CallReader::value);
    }

    private static Object value3(JsonNode value) {
        if (value.path("class_name").asText().equals("__keras_tensor__")) {
            JsonNode history = value.path("config").path("keras_history");
            if (!isTensor(history)) {
                throw new IllegalArgumentException("a tensor without history: " + ConfigValues.shown(history));
            }
            TensorRef tensor = tensor(history);
            String type = value.path("config").path("dtype").asText(null);
            JsonNode lengths = ConfigValues.items(value.path("config").path("shape"));
            List<Integer> shape = lengths.isArray() && !lengths.isEmpty()
                    ? Arrays.stream(ConfigValues.shape("shape", lengths))
                            .boxed()
                            .toList()
                    : null;
            return new TensorRef(tensor.layer(), tensor.node(), tensor.tensor(), type, shape);
        }
        return plain(ConfigValues.items(value), CallReader::value3);
    }

    private static Object plain(JsonNode value, Function<JsonNode, Object> inner) {
        return switch (value.getNodeType()) {
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                value.forEach(item -> list.add(inner.apply(item)));
                yield list;
            }
            case OBJECT -> map(value, inner);
            case STRING -> value.asText();
            case BOOLEAN -> value.asBoolean();
            case NUMBER -> value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble();
            default -> null;
        };
    }

    private static Map<String, Object> map(JsonNode object, Function<JsonNode, Object> inner) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            map.put(field.getKey(), inner.apply(field.getValue()));
        }
        return map;
    }
}
