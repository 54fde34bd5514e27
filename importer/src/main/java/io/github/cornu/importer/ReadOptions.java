package io.github.cornu.importer;

import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.tensor.Shape;

/**
 * How a file is read.
 *
 * @param custom layers and functions that are not Keras's own
 * @param matching how the layers find their weights
 * @param inputShape of a Sequential model that does not tell it, with a free batch; or null
 */
record ReadOptions(CustomObjects custom, WeightMatching matching, Shape inputShape) {
    /** Why an input shape is refused. */
    static final String TOLD = "the file tells the shapes of its inputs itself: leave inputShape out";

    ReadOptions with(CustomObjects other) {
        return new ReadOptions(other, matching, inputShape);
    }

    ReadOptions with(WeightMatching other) {
        return new ReadOptions(custom, other, inputShape);
    }

    ReadOptions with(Shape other) {
        return new ReadOptions(custom, matching, other);
    }
}
