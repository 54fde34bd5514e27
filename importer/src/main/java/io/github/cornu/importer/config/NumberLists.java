package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Arrays of numbers in a config: nested lists, also inside the object that Keras 3 writes for an array. */
final class NumberLists {
    private static final int DEEPEST = 32;

    private NumberLists() {}

    static Tensor tensor(String key, JsonNode value) {
        JsonNode list = content(value);
        List<Integer> lengths = new ArrayList<>();
        for (JsonNode first = ConfigValues.items(list); first != null && first.isArray(); ) {
            lengths.add(first.size());
            if (lengths.size() > DEEPEST) {
                throw ConfigValues.wrong(key, "numbers in nested lists", value);
            }
            first = first.isEmpty() ? null : ConfigValues.items(first.get(0));
        }
        List<Float> numbers = new ArrayList<>();
        collect(key, list, lengths, 0, numbers);
        float[] data = new float[numbers.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = numbers.get(i);
        }
        return Tensor.of(
                data, Shape.of(lengths.stream().mapToInt(Integer::intValue).toArray()));
    }

    static List<String> texts(String key, JsonNode value) {
        JsonNode list = NumberLists.content(value);
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            if (!item.isTextual()) {
                throw ConfigValues.wrong(key, "a list of texts", value);
            }
            texts.add(item.asText());
        }
        if (!list.isArray()) {
            throw ConfigValues.wrong(key, "a list of texts", value);
        }
        return texts;
    }

    /** What is in a list, a tuple or an array of NumPy. */
    static JsonNode content(JsonNode value) {
        if (value.isObject() && value.path("config").has("value")) {
            return value.get("config").get("value");
        }
        return value.isObject() && value.has("value") ? value.get("value") : ConfigValues.items(value);
    }

    private static void collect(String key, JsonNode value, List<Integer> lengths, int depth, List<Float> numbers) {
        JsonNode list = ConfigValues.items(value);
        if (depth == lengths.size()) {
            numbers.add(ConfigValues.number(key, list));
            return;
        }
        if (!list.isArray() || list.size() != lengths.get(depth)) {
            throw ConfigValues.wrong(key, "numbers in lists of equal lengths", value);
        }
        list.forEach(item -> collect(key, item, lengths, depth + 1, numbers));
    }
}
