package io.github.cornu.importer.custom;

import io.github.cornu.op.custom.JavaCell;
import java.util.function.IntFunction;

/**
 * The implementation of a custom cell for {@code keras.layers.RNN}, called once for each cell of that class when a
 * model is loaded. Its output is its first state; a second state is as long as the first:
 *
 * <pre>{@code
 * cell -> {
 *     int units = cell.config().integer("units");
 *     CustomWeight kernel = cell.weight("kernel"); // the weights in the order of the cell's build()
 *     return features -> JavaCell.of(features, units, 1, (x, states, next) -> …);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface CustomCell {
    /**
     * Reads the config and declares the weights, as {@link CustomLayer#create} does. A cell cannot have inner layers.
     *
     * @return makes the cell for inputs of so many features; weights have shapes and values then
     * @throws IllegalArgumentException with a plain text if the config is not as it should be; the message gets the
     *     layer's name
     */
    IntFunction<JavaCell> create(CustomLayerBuilder cell);
}
