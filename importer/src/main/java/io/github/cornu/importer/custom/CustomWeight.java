package io.github.cornu.importer.custom;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/**
 * A weight of a custom layer. It has its shape and values as soon as the layer is called; operations take it as it is.
 */
public interface CustomWeight extends Weight {
    /** The name it was declared with. */
    String name();

    /**
     * This weight, if its shape is that.
     *
     * @throws IllegalArgumentException if it has another shape
     */
    default Weight expect(int... lengths) {
        Shape expected = Shape.of(lengths);
        if (!shape().equals(expected)) {
            throw new IllegalArgumentException(
                    "weight '" + name() + "' has shape " + shape() + ", expected " + expected);
        }
        return this;
    }

    /**
     * The values of this weight in another shape, for instance {@code (units, 1)} for {@code (units,)}.
     *
     * @throws IllegalArgumentException if it has another number of elements
     */
    default Weight reshape(int... lengths) {
        return Weight.of(read(), lengths);
    }
}
