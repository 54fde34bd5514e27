package io.github.cornu.importer.custom;

import java.util.List;
import java.util.Map;

/**
 * The config of a layer, read-only. A key that is missing or null where it is required, and a value of another type, is
 * an {@link IllegalArgumentException} with a plain text, which gets the layer's name. Keys that nobody reads are an
 * error too, unless they make no difference: every option of a layer may change its result.
 */
public interface CustomConfig {
    /** The layer's name. */
    String name();

    /** True where the key is there and not null. */
    boolean has(String key);

    /** A whole number. */
    int integer(String key);

    /** A whole number, or another if the key is missing or null. */
    int integer(String key, int otherwise);

    /** A number. */
    float number(String key);

    /** A number, or another if the key is missing or null. */
    float number(String key, float otherwise);

    /** True or false, or another if the key is missing or null. */
    boolean bool(String key, boolean otherwise);

    /** A text. */
    String string(String key);

    /** A text, or another if the key is missing or null. */
    String string(String key, String otherwise);

    /** Whole numbers; a single one needs no list. Empty if the key is missing or null. */
    List<Integer> integers(String key);

    /**
     * Any value: a text, a Long, a Double, a Boolean, a list, a map, or null if the key is missing or null.
     */
    Object value(String key);

    /** All keys with their values, as {@link #value} gives them, null included. They count as read. */
    Map<String, Object> all();

    /** Says that these keys make no difference to the result, whatever their values. */
    void ignore(String... keys);
}
