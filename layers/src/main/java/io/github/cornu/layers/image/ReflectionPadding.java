package io.github.cornu.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Take;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ReflectionPadding2D} of Keras's example of CycleGAN and of others: images whose edges are mirrored. Classes of
 * this name disagree on which of two numbers is that of the height, so both must be the same.
 */
public final class ReflectionPadding {
    private ReflectionPadding() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        List<Integer> given = layer.config().integers("padding");
        List<Integer> padding = given.isEmpty() ? List.of(1) : given;
        if (padding.stream().distinct().count() > 1 || padding.get(0) < 0) {
            throw new IllegalArgumentException("a padding of " + padding + " is not supported: classes of this name"
                    + " disagree on which number is that of the height");
        }
        return call -> {
            Value x = call.input();
            if (x.shape().rank() != 4) {
                throw new IllegalArgumentException(
                        "expected images (batch, height, width, channels), got " + x.shape());
            }
            return mirrored(call, mirrored(call, x, 1, padding.get(0)), 2, padding.get(0));
        };
    }

    private static Value mirrored(CustomCall call, Value x, int axis, int width) {
        int length = Parts.length(x.shape(), axis);
        if (width >= length) {
            throw new IllegalArgumentException("a padding of " + width + " of an axis of length " + length);
        }
        List<Integer> places = new ArrayList<>();
        for (int i = -width; i < length + width; i++) {
            int inside = Math.abs(i);
            places.add(inside < length ? inside : 2 * (length - 1) - inside);
        }
        return call.add(new Take(axis, places), x);
    }
}
