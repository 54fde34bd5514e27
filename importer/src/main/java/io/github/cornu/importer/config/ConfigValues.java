package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The values of a config as numbers, lists and shapes. What cannot be read as such is an IllegalArgumentException. */
final class ConfigValues {
    private static final int SHOWN = 80;

    private ConfigValues() {}

    static IllegalArgumentException wrong(String key, String expected, JsonNode value) {
        return new IllegalArgumentException("'" + key + "' is " + shown(value) + ", expected " + expected);
    }

    /** The beginning of a value, for messages. */
    static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    static int integer(String key, JsonNode value) {
        if (!value.isNumber() || value.asDouble() != Math.rint(value.asDouble()) || !value.canConvertToInt()) {
            throw wrong(key, "a whole number", value);
        }
        return value.asInt();
    }

    /** A number, or one in an array of NumPy, as Keras 1 and 2.0 wrote some. */
    static float number(String key, JsonNode value) {
        JsonNode number = value.isObject() && value.has("value") ? value.get("value") : value;
        if (!number.isNumber() || !Double.isFinite(number.asDouble())) {
            throw wrong(key, "a number", value);
        }
        return (float) number.asDouble();
    }

    static boolean bool(String key, JsonNode value) {
        boolean number = value.isIntegralNumber() && (value.asLong() == 0 || value.asLong() == 1);
        if (!value.isBoolean() && !number) {
            throw wrong(key, "true or false", value);
        }
        return value.isBoolean() ? value.asBoolean() : value.asLong() == 1;
    }

    /** Whole numbers; a single one stands for {@code count} equal ones. */
    static List<Integer> integers(String key, int count, JsonNode value) {
        List<Integer> numbers = integerList(key, value);
        if (numbers.size() == 1) {
            return Collections.nCopies(count, numbers.get(0));
        }
        if (numbers.size() != count) {
            throw wrong(key, count + " whole numbers", value);
        }
        return numbers;
    }

    /** Whole numbers, as many as there are; a single one needs no list. */
    static List<Integer> integerList(String key, JsonNode value) {
        JsonNode list = items(value);
        if (!list.isArray()) {
            return List.of(integer(key, list));
        }
        List<Integer> numbers = new ArrayList<>();
        list.forEach(item -> numbers.add(integer(key, item)));
        return numbers;
    }

    /** As {@link LayerConfig#pairs} says. */
    static List<List<Integer>> pairs(String key, int count, JsonNode value) {
        JsonNode list = items(value);
        if (!list.isArray()) {
            int both = integer(key, list);
            return Collections.nCopies(count, List.of(both, both));
        }
        if (count == 1 && list.size() == 2 && list.get(0).isNumber()) {
            return List.of(integerList(key, list));
        }
        List<List<Integer>> pairs = new ArrayList<>();
        list.forEach(item -> pairs.add(integers(key, 2, item)));
        if (pairs.size() != count) {
            throw wrong(key, count + " pairs", value);
        }
        return pairs;
    }

    /** A shape with a batch axis, -1 where an axis is free. */
    static int[] shape(String key, JsonNode value) {
        JsonNode list = items(value);
        if (!list.isArray() || list.isEmpty()) {
            throw wrong(key, "a shape with a batch axis", value);
        }
        int[] shape = new int[list.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = list.get(axis).isNull() ? -1 : integer(key, list.get(axis));
        }
        return shape;
    }

    /** The list itself, or that in a serialized tuple. */
    static JsonNode items(JsonNode value) {
        boolean tuple = value.isObject() && value.has("items");
        return tuple ? value.get("items") : value;
    }
}
