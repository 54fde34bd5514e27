package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Locale;

/** Greyscale dilation and erosion with constant filters: the maximum of a window plus the filter. */
public final class MorphologyOperations {
    private MorphologyOperations() {}

    public static void register(OperationTable f) {
        f.add(
                MorphologyOperations::dilation,
                "tf.dilation2d(input, filters, strides, padding, data_format, dilations)",
                "node.Dilation2D(input, filter, strides, padding, data_format, rates)");
        f.add(MorphologyOperations::erosion, "tf.erosion2d(value, filters, strides, padding, data_format, dilations)");
    }

    private static KerasTensor dilation(Lowering g, Arguments a) {
        KnownArray filter = a.requireKnown("filters");
        return KerasTensor.of(
                dilated(g, a, a.tensor(g, "input").value(), filter.shape(), filter.floats(NumberType.FLOAT)));
    }

    /** The negative of the dilation of the negative by the filter turned around. */
    private static KerasTensor erosion(Lowering g, Arguments a) {
        KnownArray filter = a.requireKnown("filters");
        float[] values = filter.floats(NumberType.FLOAT);
        int depth = filter.shape().length(-1);
        float[] turned = new float[values.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = values[(values.length / depth - 1 - i / depth) * depth + i % depth];
        }
        Value negative = Numbers.unary(g, Unary.NEGATE, a.tensor(g, "value").value());
        return KerasTensor.of(Numbers.unary(g, Unary.NEGATE, dilated(g, a, negative, filter.shape(), turned)));
    }

    /** @param size of the filter: height, width, channels */
    private static Value dilated(Lowering g, Arguments a, Value images, Shape size, float[] filter) {
        List<Integer> strides = a.requireIntegers("strides");
        List<Integer> rates = a.requireIntegers("dilations");
        boolean same = a.string("padding", "").toUpperCase(Locale.ROOT).equals("SAME");
        if (images.shape().rank() != 4 || !a.string("data_format", "NHWC").equals("NHWC")) {
            throw new UnsupportedModelException("images of the shape " + images.shape());
        }
        Value x = images;
        int[] counts = new int[2];
        for (int i = 0; i < 2; i++) {
            int old = x.shape().length(i + 1);
            int span = rates.get(i + 1) * (size.length(i) - 1) + 1;
            int stride = strides.get(i + 1);
            if (old == Shape.FREE) {
                throw new UnsupportedModelException("images of the shape " + images.shape());
            }
            counts[i] = same ? (old + stride - 1) / stride : (old - span) / stride + 1;
            int around = same ? Math.max(0, (counts[i] - 1) * stride + span - old) : 0;
            x = around == 0 ? x : g.add(new Pad(i + 1, around / 2, around - around / 2, Float.NEGATIVE_INFINITY), x);
        }
        int depth = size.length(2);
        Value largest = null;
        for (int place = 0; place < size.length(0) * size.length(1); place++) {
            Value part = x;
            for (int i = 0; i < 2; i++) {
                int at = (i == 0 ? place / size.length(1) : place % size.length(1)) * rates.get(i + 1);
                int stride = strides.get(i + 1);
                part = g.add(new Slice(i + 1, at, at + (counts[i] - 1) * stride + 1, stride), part);
            }
            int first = place * depth;
            Constant added = new Constant(ComputedWeight.ofElements(Shape.of(1, 1, 1, depth), i -> filter[first + i]));
            Value sum = Numbers.combine(g, Binary.ADD, part, g.add(added));
            largest = largest == null ? sum : Numbers.combine(g, Binary.MAXIMUM, largest, sum);
        }
        return largest;
    }
}
