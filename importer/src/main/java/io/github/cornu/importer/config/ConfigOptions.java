package io.github.cornu.importer.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of one config, by key and as types of Java. It notes which keys are read: {@link #rejectUnread} refuses
 * the others unless they are null or known to make no difference at inference, so that no option is ignored in silence.
 *
 * <p>Getters throw an {@link IllegalArgumentException} with a plain text; who reads the config adds what it is of.
 */
public abstract class ConfigOptions {
    private final ObjectNode config;
    private final ConfigKeys keys;

    ConfigOptions(ObjectNode config) {
        this.config = config;
        this.keys = new ConfigKeys(config);
    }

    /** True where the key is there and not null. */
    public final boolean has(String key) {
        return config.hasNonNull(key);
    }

    /** The raw value, or null if the key is missing or null. */
    final JsonNode get(String key) {
        keys.read(key);
        JsonNode value = config.get(key);
        return value == null || value.isNull() ? null : value;
    }

    final JsonNode require(String key) {
        JsonNode value = get(key);
        if (value == null) {
            throw new IllegalArgumentException("the config lacks '" + key + "'");
        }
        return value;
    }

    /** A whole number. */
    public final int integer(String key) {
        return ConfigValues.integer(key, require(key));
    }

    /** A whole number, or another if the key is missing or null. */
    public final int integer(String key, int otherwise) {
        JsonNode value = get(key);
        return value == null ? otherwise : ConfigValues.integer(key, value);
    }

    /** Whether the value is missing, null, or has nothing in it. */
    public final boolean isEmpty(String key) {
        return config.path(key).isEmpty();
    }

    /** Whether the value is a single number. */
    public final boolean isNumber(String key) {
        return config.path(key).isNumber();
    }

    /** A number. */
    public final float number(String key, double otherwise) {
        JsonNode value = get(key);
        return value == null ? (float) otherwise : ConfigValues.number(key, value);
    }

    /** True or false; Python's 1 and 0 too. */
    public final boolean bool(String key, boolean otherwise) {
        JsonNode value = get(key);
        return value == null ? otherwise : ConfigValues.bool(key, value);
    }

    /** A text. */
    public final String string(String key, String otherwise) {
        JsonNode value = get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw ConfigValues.wrong(key, "a text", value);
        }
        return value.asText();
    }

    /** Whole numbers; a single one stands for {@code count} equal ones. */
    public final List<Integer> integers(String key, int count) {
        return ConfigValues.integers(key, count, require(key));
    }

    /** Whole numbers, or {@code count} times another if the key is missing or null. */
    public final List<Integer> integers(String key, int count, int otherwise) {
        JsonNode value = get(key);
        return value == null ? Collections.nCopies(count, otherwise) : ConfigValues.integers(key, count, value);
    }

    /** Whole numbers, as many as there are; an empty list if the key is missing or null. */
    public final List<Integer> integerList(String key) {
        JsonNode value = get(key);
        if (value == null) {
            return List.of();
        }
        return ConfigValues.integerList(key, value);
    }

    /**
     * Pairs (before, after), one for each axis; a single number stands for {@code count} pairs of it, a list of numbers
     * for pairs of equal ones, or, if there is one axis, for its pair.
     */
    public final List<List<Integer>> pairs(String key, int count) {
        return ConfigValues.pairs(key, count, require(key));
    }

    /** A shape with a batch axis, -1 where an axis is free; null if the key is missing or null. */
    public final int[] shape(String key) {
        JsonNode value = get(key);
        return value == null ? null : ConfigValues.shape(key, value);
    }

    /** Numbers in nested lists of equal lengths, or a single number; null if the key is missing or null. */
    public final Tensor numbers(String key) {
        JsonNode value = get(key);
        return value == null ? null : NumberLists.tensor(key, value);
    }

    /** Texts in a list; null if the key is missing or null. */
    public final List<String> texts(String key) {
        JsonNode value = get(key);
        return value == null ? null : NumberLists.texts(key, value);
    }

    /** Lengths of axes, -1 where an axis is free; a single one needs no list. Empty if the key is missing or null. */
    public final List<Integer> lengths(String key) {
        JsonNode value = get(key);
        if (value == null) {
            return List.of();
        }
        return value.isNumber()
                ? List.of(ConfigValues.integer(key, value))
                : Arrays.stream(ConfigValues.shape(key, value)).boxed().toList();
    }

    /** All values but those of {@code ignored}: lists, maps, Strings, Longs, Doubles, Booleans. They count as read. */
    public final Map<String, Object> values(Set<String> ignored) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : config.properties()) {
            keys.read(field.getKey());
            if (!ignored.contains(field.getKey()) && !field.getValue().isNull()) {
                values.put(field.getKey(), CallReader.value(field.getValue()));
            }
        }
        return values;
    }

    /** Any value: a text, a Long, a Double, a Boolean, a list, a map, or null if the key is missing or null. */
    public final Object value(String key) {
        JsonNode value = get(key);
        return value == null ? null : PlainValues.of(value);
    }

    /** All values, as {@link #value} gives them, null included. They count as read. */
    public final Map<String, Object> all() {
        keys.readAll();
        return PlainValues.map(config);
    }

    /** Marks keys as making no difference, whatever their values. */
    public final void ignore(String... keys) {
        this.keys.read(keys);
    }

    /** Marks all keys as making no difference. */
    public final void ignoreAll() {
        keys.readAll();
    }

    /** True unless the layer's axes are in the order (batch, channels, spatial axes…). */
    public final boolean channelsLast() {
        String format = string("data_format", "channels_last");
        return switch (format) {
            case "channels_last" -> true;
            case "channels_first" -> false;
            default -> throw new IllegalArgumentException("unknown data_format '" + format + "'");
        };
    }

    /** The number type that the layer computes in, and how it is quantised. */
    public final DTypePolicy dtypePolicy() {
        return DTypePolicy.of(get("dtype"));
    }

    /** Whether LoRA adds to a weight of the layer. */
    public final boolean hasLora() {
        return has("lora_rank");
    }

    /** What Keras calls trainable; where it does not say, {@code otherwise}. */
    public final boolean trainable(boolean otherwise) {
        return bool("trainable", otherwise);
    }

    /**
     * Refuses keys that nobody has read and that may matter.
     *
     * @throws UnsupportedModelException if there is one with a value
     */
    public final void rejectUnread() {
        keys.rejectUnread();
    }
}
