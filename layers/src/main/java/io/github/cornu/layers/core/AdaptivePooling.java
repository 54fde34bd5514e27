package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.pooling.AdaptivePool;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code AdaptiveAveragePooling} and {@code AdaptiveMaxPooling} of TensorFlow Addons in one to three dimensions, and
 * {@code SpatialPyramidPooling2D}: a number of bins of equal lengths along each axis.
 */
public final class AdaptivePooling {
    private AdaptivePooling() {}

    /** The layer that pools to {@code output_size}. */
    public static CustomLayer of(Pool.Kind kind) {
        return layer -> {
            List<Integer> bins = layer.config().integers("output_size");
            boolean first = isFirst(layer.config());
            return call -> pooled(call, call.input(), kind, bins, first ? 2 : 1);
        };
    }

    private static boolean isFirst(CustomConfig config) {
        return config.string("data_format", "channels_last").equals("channels_first");
    }

    private static Value pooled(CustomCall call, Value x, Pool.Kind kind, List<Integer> bins, int firstAxis) {
        if (x.shape().rank() != bins.size() + 2) {
            throw new IllegalArgumentException("expected rank " + (bins.size() + 2) + ", got " + x.shape());
        }
        Value y = x;
        for (int i = 0; i < bins.size(); i++) {
            int axis = firstAxis + i;
            int length = x.shape().length(axis);
            int count = bins.get(i);
            if (count < 1 || length != Shape.FREE && length % count != 0) {
                throw new IllegalArgumentException("an axis of length " + length + " for " + count + " bins");
            }
            // Refuses lengths that are known only when the model runs; the numbers are those that came in.
            Value checked = length == Shape.FREE ? divided(call, y, axis, count) : y;
            y = call.add(new AdaptivePool(kind, axis, count), checked);
        }
        return y;
    }

    private static Value divided(CustomCall call, Value x, int axis, int count) {
        Value bins = call.add(Reshape.splitAxis(axis, Shape.of(count, Shape.FREE)), x);
        return call.add(Reshape.mergeAxes(axis, axis + 2), bins);
    }

    /** {@code SpatialPyramidPooling2D}: averages of several numbers of bins, without the pixels beyond equal bins. */
    public static CustomFunction pyramid(CustomLayerBuilder layer) {
        boolean first = isFirst(layer.config());
        List<List<Integer>> levels = new ArrayList<>();
        if (layer.config().value("bins") instanceof List<?> list) {
            list.forEach(level -> levels.add(pair(level)));
        }
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("it has no bins");
        }
        return call -> {
            int axis = first ? 2 : 1;
            Value[] pooled = new Value[levels.size()];
            for (int i = 0; i < pooled.length; i++) {
                Value whole = call.input();
                for (int j = 0; j < 2; j++) {
                    int length = Parts.length(whole.shape(), axis + j);
                    whole = call.add(
                            new Slice(
                                    axis + j, 0, length - length % levels.get(i).get(j), 1),
                            whole);
                }
                Value bins = pooled(call, whole, Pool.Kind.AVERAGE, levels.get(i), axis);
                pooled[i] = call.add(Reshape.mergeAxes(axis, axis + 2), bins);
            }
            return call.add(new Concatenate(axis), pooled);
        };
    }

    private static List<Integer> pair(Object level) {
        boolean two = level instanceof List<?> list && list.size() == 2;
        List<?> sizes = two ? (List<?>) level : List.of(level, level);
        List<Integer> pair = new ArrayList<>();
        for (Object size : sizes) {
            if (!(size instanceof Number number) || number.intValue() < 1) {
                throw new IllegalArgumentException("bins " + level);
            }
            pair.add(number.intValue());
        }
        return pair;
    }
}
