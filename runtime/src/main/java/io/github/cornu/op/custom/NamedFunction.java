package io.github.cornu.op.custom;

import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a {@code .cornu} file has of a function or cell in Java.
 *
 * @param weights what it is made with
 * @param maker makes it; null in a graph that comes from a file, until it is compiled
 */
public record NamedFunction(String name, List<Weight> weights, Function<List<Weight>, ?> maker) {
    public NamedFunction {
        Objects.requireNonNull(name);
        weights = List.copyOf(weights);
    }
}
