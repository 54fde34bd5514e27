package io.github.cornu.op.custom;

import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Functions and cells in Java with names, so that they can be in {@code .cornu} files: such a file has the name and the
 * weights, and the program that loads it has the same functions under the same names. Immutable: each method that
 * registers returns a new object, which may be used for any number of models.
 */
public final class JavaFunctions {
    private static final JavaFunctions NONE = new JavaFunctions(Map.of());

    private final Map<String, Function<List<Weight>, ?>> makers;

    private JavaFunctions(Map<String, Function<List<Weight>, ?>> makers) {
        this.makers = makers;
    }

    /** No functions. */
    public static JavaFunctions none() {
        return NONE;
    }

    /**
     * These functions and one more, which has no weights.
     *
     * @throws IllegalArgumentException if the name is registered already
     */
    public JavaFunctions register(String name, JavaFunction function) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
        return with(name, weights -> function);
    }

    /**
     * These functions and one more, which is made from its weights only, so that it is the same where a file is loaded:
     * a parameter is a weight of one element.
     *
     * @throws IllegalArgumentException if the name is registered already
     */
    public JavaFunctions register(String name, Function<List<Weight>, JavaFunction> maker) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(maker, "maker");
        return with(name, maker);
    }

    /**
     * These functions and a cell, which is made from its weights; their shapes tell its features and units.
     *
     * @throws IllegalArgumentException if the name is registered already
     */
    public JavaFunctions registerCell(String name, Function<List<Weight>, JavaCell> maker) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(maker, "maker");
        return with(name, maker);
    }

    /**
     * These functions and one of steps with states, which is made from its weights; their shapes tell those of its
     * states.
     *
     * @throws IllegalArgumentException if the name is registered already
     */
    public JavaFunctions registerScan(String name, Function<List<Weight>, JavaScan> maker) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(maker, "maker");
        return with(name, maker);
    }

    /**
     * These functions and one of texts.
     *
     * @throws IllegalArgumentException if the name is registered already
     */
    public JavaFunctions registerTexts(String name, JavaTexts function) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
        return with(name, weights -> function);
    }

    private JavaFunctions with(String name, Function<List<Weight>, ?> maker) {
        Map<String, Function<List<Weight>, ?>> larger = new TreeMap<>(makers);
        if (larger.put(name, Objects.requireNonNull(maker)) != null) {
            throw new IllegalArgumentException("'" + name + "' is registered already");
        }
        return new JavaFunctions(larger);
    }

    /**
     * These functions and the named one.
     *
     * @throws IllegalArgumentException if another one has its name
     */
    public JavaFunctions with(NamedFunction named) {
        Objects.requireNonNull(named, "named");
        return makers.get(named.name()) == named.maker() ? this : with(named.name(), named.maker());
    }

    /** Whether a name is registered. */
    public boolean has(String name) {
        Objects.requireNonNull(name, "name");
        return makers.containsKey(name);
    }

    /**
     * A registered function.
     *
     * @param weights what it is made with
     * @throws IllegalArgumentException if there is none of that name, or it cannot be made
     */
    public JavaFunction function(String name, Weight... weights) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(weights, "weights");
        NamedFunction named = named(name, weights);
        return make(named, JavaFunction.class).from(named);
    }

    /**
     * A registered cell.
     *
     * @param weights what it is made with; states of other weights are refused
     * @throws IllegalArgumentException if there is none of that name, or it cannot be made
     */
    public JavaCell cell(String name, Weight... weights) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(weights, "weights");
        NamedFunction named = named(name, weights);
        return make(named, JavaCell.class).with(named.weights(), named);
    }

    /**
     * A registered function of steps with states.
     *
     * @param weights what it is made with; states of other weights are refused
     * @throws IllegalArgumentException if there is none of that name, or it cannot be made
     */
    public JavaScan scan(String name, Weight... weights) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(weights, "weights");
        NamedFunction named = named(name, weights);
        return make(named, JavaScan.class).with(named.weights(), named);
    }

    /**
     * A registered function of texts.
     *
     * @param weights what it is made with: none
     * @throws IllegalArgumentException if there is none of that name
     */
    public JavaTexts texts(String name, Weight... weights) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(weights, "weights");
        NamedFunction named = named(name, weights);
        return make(named, JavaTexts.class).from(named);
    }

    private NamedFunction named(String name, Weight... weights) {
        if (!has(name)) {
            throw new IllegalArgumentException("'" + name + "' is not registered");
        }
        return new NamedFunction(name, List.of(weights), makers.get(name));
    }

    private static <T> T make(NamedFunction named, Class<T> type) {
        Object made;
        try {
            made = named.maker().apply(named.weights());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + named.name() + "' cannot be made: " + e, e);
        }
        if (!type.isInstance(made)) {
            throw new IllegalArgumentException("'" + named.name() + "' is no " + type.getSimpleName());
        }
        return type.cast(made);
    }
}
