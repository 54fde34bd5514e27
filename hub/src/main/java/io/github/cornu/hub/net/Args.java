package io.github.cornu.hub.net;

import io.github.cornu.UnsupportedModelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of a Python constructor, as a config has them. They note which of them are read: others are refused, so
 * that no option is ignored in silence. Getters throw an {@link IllegalArgumentException} with a plain text.
 */
public final class Args {
    /** More layers than any model has. */
    private static final int MAX_COUNT = 1000;

    private static final int SHOWN = 80;
    private static final Set<String> HARMLESS = Set.of("name", "trainable", "dtype", "preprocessor", "build_config");
    private static final List<String> HARMLESS_ENDINGS =
            List.of("dropout", "dropout_rate", "_initializer", "_regularizer", "_constraint");

    private final String className;
    private final Map<String, ?> values;
    private final Set<String> read = new HashSet<>(HARMLESS);

    /**
     * The arguments of a class.
     *
     * @param className without its package
     */
    public Args(String className, Map<String, ?> values) {
        this.className = className;
        this.values = values;
    }

    /**
     * Those of an object in a config: its class, without the package, and its config.
     *
     * @throws IllegalArgumentException if it is no object
     */
    public static Args of(String key, Object object) {
        if (object instanceof Map<?, ?> map && map.get("class_name") instanceof String name) {
            Map<String, Object> config = new LinkedHashMap<>();
            if (map.get("config") instanceof Map<?, ?> given) {
                given.forEach((option, value) -> config.put(String.valueOf(option), value));
            }
            return new Args(name.substring(name.lastIndexOf('>') + 1), config);
        }
        throw wrong(key, "an object", object);
    }

    /**
     * The {@code dtype} of layers in a model whose weights are quantised; null if none is. Other number types make no
     * difference: all compute in float32.
     *
     * @throws UnsupportedModelException if they are quantised in a way that is not known
     */
    public Map<String, Object> quantizedType() {
        return Policies.ofLayers(values.get("dtype"));
    }

    /** The class, without its package. */
    public String className() {
        return className;
    }

    /** All of them, as the config has them. */
    public Map<String, ?> all() {
        return values;
    }

    /** The name of the model or layer; the class in its place. */
    public String name() {
        return text("name", className);
    }

    /** Whether an argument is there and not null. */
    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** Any value; null if it is missing or null. */
    public Object value(String key) {
        read.add(key);
        return values.get(key);
    }

    /** The arguments of an object in an argument. */
    public Args object(String key) {
        return of(key, require(key));
    }

    private Object require(String key) {
        Object value = value(key);
        if (value == null) {
            throw new IllegalArgumentException("the config lacks '" + key + "'");
        }
        return value;
    }

    /** A whole number. */
    public int integer(String key) {
        if (require(key) instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw wrong(key, "a whole number", values.get(key));
    }

    /** A whole number, or another if the argument is missing or null. */
    public int integer(String key, int otherwise) {
        return value(key) == null ? otherwise : integer(key);
    }

    /** A count of layers, heads or the like: from 0 to some limit, since it becomes memory. */
    public int count(String key) {
        int count = integer(key);
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException("'" + key + "' is " + count + ", expected at most " + MAX_COUNT);
        }
        return count;
    }

    /** A number above 0 that divides others. */
    public int positive(String key) {
        int number = integer(key);
        if (number < 1) {
            throw new IllegalArgumentException("'" + key + "' is " + number + ", expected at least 1");
        }
        return number;
    }

    /** A number. */
    public double number(String key) {
        if (require(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(key, "a number", values.get(key));
    }

    /** A number, or another if the argument is missing or null. */
    public double number(String key, double otherwise) {
        return value(key) == null ? otherwise : number(key);
    }

    /** True or false, or another if the argument is missing or null. */
    public boolean bool(String key, boolean otherwise) {
        Object value = value(key);
        if (value == null || value instanceof Boolean) {
            return value == null ? otherwise : (Boolean) value;
        }
        throw wrong(key, "true or false", value);
    }

    /** A text, or another if the argument is missing or null. */
    public String text(String key, String otherwise) {
        Object value = value(key);
        if (value == null || value instanceof String) {
            return value == null ? otherwise : (String) value;
        }
        throw wrong(key, "a text", value);
    }

    /** An activation function; that name if the argument is missing, {@code linear} if it is null, as Python's None. */
    public Object activation(String key, String otherwise) {
        Object value = value(key);
        return value != null ? value : values.containsKey(key) ? "linear" : otherwise;
    }

    /** A list; empty if the argument is missing or null. */
    public List<?> list(String key) {
        Object value = value(key);
        if (value == null || value instanceof List<?>) {
            return value == null ? List.of() : (List<?>) value;
        }
        throw wrong(key, "a list", value);
    }

    /** Whole numbers in a list, of which null is -1. */
    public List<Integer> integers(String key) {
        List<Integer> numbers = new ArrayList<>();
        for (Object item : list(key)) {
            if (item != null && !(item instanceof Long)) {
                throw wrong(key, "whole numbers", item);
            }
            numbers.add(item == null ? -1 : ((Long) item).intValue());
        }
        return numbers;
    }

    /** Numbers in a list; one number stands for as many as are asked for. */
    public List<Double> numbers(String key, int count) {
        List<Double> numbers = new ArrayList<>();
        List<?> items = value(key) instanceof Number one ? Collections.nCopies(count, one) : list(key);
        for (Object item : items) {
            if (!(item instanceof Number number)) {
                throw wrong(key, "numbers", item);
            }
            numbers.add(number.doubleValue());
        }
        if (numbers.size() < count) {
            throw wrong(key, count + " numbers", value(key));
        }
        return numbers;
    }

    /** Says that these make no difference to the result, whatever their values. */
    public void ignore(String... keys) {
        read.addAll(List.of(keys));
    }

    /**
     * Refuses an argument that has another value than the one that is supported; null counts as that.
     *
     * @throws UnsupportedModelException if it has
     */
    public void require(String key, Object supported) {
        Object value = value(key);
        if (value != null && !value.equals(supported)) {
            throw new UnsupportedModelException("'" + key + "' = " + shown(value) + " of " + className);
        }
    }

    /**
     * Refuses arguments that nobody has read.
     *
     * @throws UnsupportedModelException if there is one with a value
     */
    public void rejectUnread() {
        List<String> unknown = new ArrayList<>();
        values.forEach((key, value) -> {
            boolean known = read.contains(key) || HARMLESS_ENDINGS.stream().anyMatch(key::endsWith);
            if (value != null && !known) {
                unknown.add("'" + key + "' = " + shown(value));
            }
        });
        if (!unknown.isEmpty()) {
            throw new UnsupportedModelException("unknown option " + String.join(", ", unknown) + " of " + className);
        }
    }

    private static IllegalArgumentException wrong(String key, String expected, Object value) {
        return new IllegalArgumentException("'" + key + "' is " + shown(value) + ", expected " + expected);
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
