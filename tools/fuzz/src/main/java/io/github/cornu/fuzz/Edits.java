package io.github.cornu.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Changes of a JSON tree, each at a place and of a kind that the fuzzer chooses. */
final class Edits {
    private static final List<JsonNode> VALUES = Stream.of(
                    "null true false 0 1 -1 2 3 5 7 64 1000 65536 1000000 16777217 2147483647 2147483648 -2147483648",
                    "9223372036854775807 99999999999999999999 0.5 -0.0 1e-300 1e300 1e999 NaN Infinity -Infinity",
                    "\"\" \"same\" \"valid\" \"causal\" \"linear\" \"softmax\" \"channels_first\" \"float16\" \"int8\" \"string\"",
                    "\"__tuple__\" \"__keras_tensor__\" \"a/b\" \"\\n\" [] {} [[]] [null] [-1] [2147483647,2147483647] [1,2]")
            .flatMap(line -> Stream.of(line.split(" ")))
            .map(text -> (JsonNode) new POJONode(new RawValue(text)))
            .toList();

    /** Where a value is. */
    private record Place(JsonNode parent, String key, int index) {
        JsonNode value() {
            return key == null ? parent.get(index) : parent.get(key);
        }

        void set(JsonNode value) {
            if (key == null) {
                ((ArrayNode) parent).set(index, value);
            } else {
                ((ObjectNode) parent).set(key, value);
            }
        }

        void remove() {
            if (key == null) {
                ((ArrayNode) parent).remove(index);
            } else {
                ((ObjectNode) parent).remove(key);
            }
        }

        void add(String name, JsonNode value) {
            if (key == null) {
                ((ArrayNode) parent).insert(index, value);
            } else {
                ((ObjectNode) parent).set(name, value);
            }
        }
    }

    private final FuzzedDataProvider data;
    private final JsonNode tree;
    private final JsonNode other;

    /**
     * Edits a tree in place.
     *
     * @param other what parts may be taken from
     */
    Edits(FuzzedDataProvider data, JsonNode tree, JsonNode other) {
        this.data = data;
        this.tree = tree;
        this.other = other;
    }

    void next() {
        Place place = place(tree);
        if (place == null) {
            return;
        }
        switch (data.consumeInt(0, 8)) {
            case 0 -> place.set(data.pickValue(VALUES));
            case 1 -> place.set(copy(place(tree)));
            case 2 -> place.set(copy(place(other)));
            case 3 -> place.remove();
            case 4 -> place.add(key(), copy(place(tree)));
            case 5 -> place.add(key(), copy(place(other)));
            case 6 -> place.set(JsonNodeFactory.instance.arrayNode().add(place.value()));
            case 7 -> place.set(nested(place.value(), data.consumeInt(1, 400)));
            default -> place.set(JsonNodeFactory.instance.numberNode(data.consumeInt(-3, 20)));
        }
    }

    /** A key that is somewhere, or else a new one. */
    private String key() {
        Place place = place(data.consumeBoolean() ? tree : other);
        return place == null || place.key() == null ? "x" : place.key();
    }

    private static JsonNode copy(Place place) {
        return place == null
                ? JsonNodeFactory.instance.nullNode()
                : place.value().deepCopy();
    }

    private static JsonNode nested(JsonNode value, int depth) {
        JsonNode outer = value;
        for (int i = 0; i < depth; i++) {
            outer = JsonNodeFactory.instance.arrayNode().add(outer);
        }
        return outer;
    }

    private Place place(JsonNode root) {
        List<Place> places = new ArrayList<>();
        collect(root, places);
        return places.isEmpty() ? null : places.get(data.consumeInt(0, places.size() - 1));
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                places.add(new Place(node, field.getKey(), -1));
                collect(field.getValue(), places);
            });
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.add(new Place(node, null, i));
                collect(node.get(i), places);
            }
        }
    }
}
