package io.github.cornu.hub.config;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The config of a saved object of KerasHub. What no one asks for, and is not known to be harmless, is an error. */
public final class ConfigValues {
    private static final Set<String> HARMLESS = Set.of(
            "name",
            "trainable",
            "dtype",
            "vocabulary",
            "merges",
            "proto",
            "config_file",
            "build_config",
            "registered_name");

    private final String className;
    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();

    /** The config of an object of a class. */
    public ConfigValues(String className, Map<String, Object> values) {
        this.className = className;
        this.values = values;
    }

    /**
     * The config of a saved object.
     *
     * @param saved an object with {@code class_name}, with or without the package before it, and {@code config}
     */
    @SuppressWarnings("unchecked")
    public static ConfigValues of(Map<String, Object> saved) {
        if (!(saved.get("class_name") instanceof String name)) {
            throw new ModelException("the JSON has no class_name");
        }
        String className = name.substring(name.indexOf('>') + 1);
        if (!(saved.get("config") instanceof Map)) {
            throw new ModelException(className + " has no config");
        }
        return new ConfigValues(className, (Map<String, Object>) saved.get("config"));
    }

    /** The class, for messages. */
    public String className() {
        return className;
    }

    /** A boolean, or another one if there is no value. */
    public boolean flag(String key, boolean otherwise) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, value, "a boolean");
    }

    /** A text, or another one if there is no value. */
    public String text(String key, String otherwise) {
        Object value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrong(key, value, "a text");
    }

    /** Texts, or null. */
    public List<String> texts(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong(key, value, "a list of texts");
    }

    /** A whole number, or null. */
    public Integer integer(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer number) {
            return number;
        }
        throw wrong(key, value, "a whole number");
    }

    /** Numbers in a list, or one without; null if there is no value. */
    public double[] numbers(String key) {
        Object value = value(key);
        if (value == null) {
            return null;
        }
        List<?> items = value instanceof List<?> list ? list : List.of(value);
        if (items.isEmpty() || !items.stream().allMatch(Number.class::isInstance)) {
            throw wrong(key, value, "numbers");
        }
        return items.stream().mapToDouble(item -> ((Number) item).doubleValue()).toArray();
    }

    /** An object with keys, or null. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> object(String key) {
        Object value = value(key);
        if (value == null || value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw wrong(key, value, "an object");
    }

    private Object value(String key) {
        asked.add(key);
        return values.get(key);
    }

    private ModelException wrong(String key, Object value, String expected) {
        return new ModelException(className + ": " + key + " should be " + expected + ", is " + value);
    }

    /** Names keys that change nothing here. */
    public void ignore(String... keys) {
        asked.addAll(List.of(keys));
    }

    /**
     * Sees that all keys with values were asked for.
     *
     * @throws UnsupportedModelException if one was not
     */
    public void checkAllRead() {
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            boolean known = asked.contains(entry.getKey()) || HARMLESS.contains(entry.getKey());
            if (!known && entry.getValue() != null) {
                throw new UnsupportedModelException(className + " with " + entry.getKey() + "=" + entry.getValue());
            }
        }
    }
}
