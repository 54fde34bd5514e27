package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as values of Java, and the reverse. */
final class PlainValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainValues() {}

    /** A text, a Long, a Double, a Boolean, an unmodifiable list or map, or null. Tuples are lists. */
    static Object of(JsonNode value) {
        JsonNode plain = ConfigValues.items(value);
        return switch (plain.getNodeType()) {
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                plain.forEach(item -> list.add(of(item)));
                yield Collections.unmodifiableList(list);
            }
            case OBJECT -> map(plain);
            case STRING -> plain.asText();
            case BOOLEAN -> plain.asBoolean();
            case NUMBER -> plain.isIntegralNumber() ? (Object) plain.asLong() : (Object) plain.asDouble();
            default -> null;
        };
    }

    /** An object as an unmodifiable map, whatever its keys. */
    static Map<String, Object> map(JsonNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
        return Collections.unmodifiableMap(map);
    }

    /** The reverse; any number will do. */
    static JsonNode node(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), node(item)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(item -> array.add(node(item)));
            return array;
        }
        if (value instanceof Integer || value instanceof Long) {
            return NODES.numberNode(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return NODES.numberNode(number.doubleValue());
        }
        if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        throw new IllegalArgumentException("a " + value.getClass().getName() + " in a config");
    }
}
