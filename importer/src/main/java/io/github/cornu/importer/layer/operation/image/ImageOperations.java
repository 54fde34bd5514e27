package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Functions of images. */
public final class ImageOperations {
    private ImageOperations() {}

    public static void register(OperationTable f) {
        f.add(
                ImageOperations::resize,
                "Resize(images, size, interpolation, antialias, data_format, fill_mode, fill_value)",
                "tf.image.resize(images, size, method, antialias)");
        f.add(
                ImageOperations::depthToSpace,
                "DepthToSpace(x, block_size, data_format)",
                "tf.depth_to_space(input, block_size, data_format)",
                "node.DepthToSpace(input, block_size, data_format)");
        f.add(
                ImageOperations::spaceToDepth,
                "SpaceToDepth(x, block_size, data_format)",
                "tf.space_to_depth(input, block_size, data_format)",
                "node.SpaceToDepth(input, block_size, data_format)");
        ends(f);
    }

    private static void ends(OperationTable f) {
        f.add(
                ImageOperations::pad,
                "PadImages(images, top_padding, left_padding, bottom_padding, right_padding, target_height, target_width, data_format)");
        f.add(
                ImageOperations::crop,
                "CropImages(images, top_cropping, left_cropping, bottom_cropping, right_cropping, target_height, target_width, data_format)");
    }

    static boolean isChannelsFirst(Arguments a) {
        String format = a.string("data_format", "channels_last");
        if (format.equals("NCHW") || format.equals("NCHW_VECT_C")) {
            throw new UnsupportedModelException("the data format " + format);
        }
        return format.equals("channels_first");
    }

    /** The way of resampling that a parameter names. */
    static Sampling sampling(Arguments a, String parameter) {
        String name = a.string(parameter, "bilinear").toUpperCase(Locale.ROOT);
        return Arrays.stream(Sampling.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnsupportedModelException("the " + parameter + " '" + name + "'"));
    }

    private static KerasTensor resize(Lowering g, Arguments a) {
        KerasTensor images = a.tensor(g, "images");
        List<Integer> size = a.requireIntegers("size");
        int first = isChannelsFirst(a) ? 2 : 1;
        // Only for images that keep their aspect ratio, which is refused.
        a.get("fill_mode");
        a.get("fill_value");
        Value y = images.value();
        if (y.shape().rank() != 4) {
            throw new IllegalArgumentException("expected images of rank 4, got " + y.shape());
        }
        Sampling sampling = sampling(a, "interpolation");
        for (int i = 0; i < 2; i++) {
            y = g.add(Resample.to(size.get(i), first + i, sampling, a.bool("antialias", false)), y);
        }
        return sampling == Sampling.NEAREST ? images.like(y) : Numbers.rounded(g, y, images.type());
    }

    private static KerasTensor pad(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "images");
        return ends(g, a, x, "padding", (y, axis, before, after, target) -> {
            int length = y.shape().length(axis);
            int first = before == null ? target - length - after : before;
            int last = after == null ? target - length - first : after;
            if (first < 0 || last < 0) {
                throw new IllegalArgumentException("a padding of " + first + " and " + last);
            }
            return g.add(new Pad(axis, first, last, 0f), y);
        });
    }

    private static KerasTensor crop(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "images");
        return ends(g, a, x, "cropping", (y, axis, before, after, target) -> {
            int length = y.shape().length(axis);
            int first = before == null ? length - target - after : before;
            int last = after == null ? length - target - first : after;
            if (first < 0 || last < 0 || first + last > length) {
                throw new IllegalArgumentException("a cropping of " + first + " and " + last + " of " + length);
            }
            return g.add(new Slice(axis, first, length - last, 1), y);
        });
    }

    /** What is done at both ends of an axis; two of the three numbers are given, the other is null. */
    private interface Ends {
        Value apply(Value x, int axis, Integer before, Integer after, Integer target);
    }

    private static KerasTensor ends(Lowering g, Arguments a, KerasTensor x, String what, Ends body) {
        int rank = x.shape().rank();
        int height = Shapes.axis(g, x.value(), isChannelsFirst(a) ? rank - 2 : rank - 3);
        Value y = x.value();
        String[][] names = {{"top_", "bottom_", "target_height"}, {"left_", "right_", "target_width"}};
        for (int i = 0; i < 2; i++) {
            Integer before = number(a, names[i][0] + what);
            Integer after = number(a, names[i][1] + what);
            Integer target = number(a, names[i][2]);
            boolean two = (before == null ? 0 : 1) + (after == null ? 0 : 1) + (target == null ? 0 : 1) == 2;
            if (!two || y.shape().length(height + i) == Shape.FREE) {
                throw new UnsupportedModelException("a " + what + " of images of the shape " + y.shape());
            }
            y = body.apply(y, height + i, before, after, target);
        }
        return KerasTensor.of(y, x.type());
    }

    private static Integer number(Arguments a, String name) {
        return a.has(name) ? a.integer(name) : null;
    }

    private static KerasTensor depthToSpace(Lowering g, Arguments a) {
        int block = a.integer("block_size");
        return blocks(g, a, x -> {
            Value split = g.add(Reshape.splitAxis(3, Shape.of(block, block, Shape.FREE)), x);
            Value moved = g.add(new Transpose(List.of(0, 1, 3, 2, 4, 5)), split);
            return g.add(Reshape.mergeAxes(1, 3), g.add(Reshape.mergeAxes(3, 5), moved));
        });
    }

    private static KerasTensor spaceToDepth(Lowering g, Arguments a) {
        int block = a.integer("block_size");
        return blocks(g, a, x -> {
            Value columns = g.add(Reshape.splitAxis(2, Shape.of(Shape.FREE, block)), x);
            Value split = g.add(Reshape.splitAxis(1, Shape.of(Shape.FREE, block)), columns);
            Value moved = g.add(new Transpose(List.of(0, 1, 3, 2, 4, 5)), split);
            return g.add(Reshape.mergeAxes(3, 6), moved);
        });
    }

    private interface Body {
        Value apply(Value x);
    }

    private static KerasTensor blocks(Lowering g, Arguments a, Body body) {
        KerasTensor x = a.tensor(g, "x");
        if (x.shape().rank() != 4) {
            throw new UnsupportedModelException("images of the shape " + x.shape());
        }
        if (!isChannelsFirst(a)) {
            return KerasTensor.of(body.apply(x.value()), x.type());
        }
        throw new UnsupportedModelException("images with their channels first");
    }

    /** The axes after that of the samples with other lengths. */
    static Value reshaped(Lowering g, Value x, int... lengths) {
        List<Length> target = new ArrayList<>(List.of(Length.ofAxis(0, 0)));
        for (int length : lengths) {
            target.add(Length.of(length));
        }
        return g.add(Reshape.to(target), x);
    }
}
