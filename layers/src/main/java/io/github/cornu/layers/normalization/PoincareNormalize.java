package io.github.cornu.layers.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * {@code PoincareNormalize} of TensorFlow Addons (Nickel and Kiela, 2017): vectors that are longer than 1 - epsilon get
 * that length.
 */
public final class PoincareNormalize {
    private static final float EPSILON = 1e-5f;

    private PoincareNormalize() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        if (layer.config().value("axis") == null) {
            throw new IllegalArgumentException("it normalizes all samples of a batch together");
        }
        List<Integer> axes = layer.config().integers("axis");
        double longest = 1 - (double) layer.config().number("epsilon", EPSILON);
        return call -> {
            Value x = call.input();
            Value squares = Parts.unary(call, Unary.SQUARE, x);
            for (int axis : axes) {
                squares = Parts.sum(call, squares, Parts.axis(axis, x.shape()));
            }
            Value factor = Parts.with(call, Binary.MULTIPLY, Parts.unary(call, Unary.RSQRT, squares), longest);
            return Parts.multiply(call, x, Parts.with(call, Binary.MINIMUM, factor, 1));
        };
    }
}
