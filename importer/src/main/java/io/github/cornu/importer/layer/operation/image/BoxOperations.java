package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.Op;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Functions of TensorFlow that cut images, put them into larger ones, or turn them. */
public final class BoxOperations {
    private static final String HEIGHT = "target_height";
    private static final String WIDTH = "target_width";

    private static final Transpose SWAP = new Transpose(List.of(0, 2, 1, 3));

    private BoxOperations() {}

    public static void register(OperationTable f) {
        String box = "(image, offset_height, offset_width, target_height, target_width)";
        f.add(BoxOperations::crop, "tf.image.crop_to_bounding_box" + box);
        f.add(BoxOperations::pad, "tf.image.pad_to_bounding_box" + box);
        f.add(BoxOperations::center, "tf.image.central_crop(image, central_fraction)");
        f.add(BoxOperations::fit, "tf.image.resize_with_crop_or_pad(image, target_height, target_width)");
        f.add(
                BoxOperations::resizeWithPad,
                "tf.image.resize_with_pad(image, target_height, target_width, method, antialias)");
        f.add((g, a) -> turned(g, a, new Reverse(2)), "tf.image.flip_left_right(image)");
        f.add((g, a) -> turned(g, a, new Reverse(1)), "tf.image.flip_up_down(image)");
        f.add((g, a) -> turned(g, a, SWAP), "tf.image.transpose(image)");
        f.add(BoxOperations::rotated, "tf.image.rot90(image, k)");
    }

    private static KerasTensor image(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "image");
        if (x.shape().rank() != 4 || !x.shape().axes(1, 3).isFixed()) {
            throw new UnsupportedModelException("images of the shape " + x.shape());
        }
        return x;
    }

    /** Images with other places for their pixels. */
    private static KerasTensor turned(Lowering g, Arguments a, Op... moves) {
        KerasTensor x = a.tensor(g, "image");
        if (x.shape().rank() != 4) {
            throw Shapes.samples();
        }
        Value y = x.value();
        for (Op move : moves) {
            y = g.add(move, y);
        }
        return x.like(y);
    }

    /** Counterclockwise. */
    private static KerasTensor rotated(Lowering g, Arguments a) {
        return switch (Math.floorMod(a.integer("k", 1), 4)) {
            case 0 -> turned(g, a);
            case 1 -> turned(g, a, new Reverse(2), SWAP);
            case 2 -> turned(g, a, new Reverse(1), new Reverse(2));
            default -> turned(g, a, SWAP, new Reverse(2));
        };
    }

    private static KerasTensor crop(Lowering g, Arguments a) {
        KerasTensor x = image(g, a);
        Value rows = part(g, x.value(), 1, a.integer("offset_height"), a.integer(HEIGHT));
        return x.like(part(g, rows, 2, a.integer("offset_width"), a.integer(WIDTH)));
    }

    private static Value part(Lowering g, Value x, int axis, int from, int length) {
        if (from < 0 || length < 1 || length > x.shape().length(axis) - from) {
            throw new IllegalArgumentException(
                    "a crop of " + length + " from " + from + " on, of images of the shape " + x.shape());
        }
        return length == x.shape().length(axis) ? x : g.add(new Slice(axis, from, from + length, 1), x);
    }

    private static KerasTensor pad(Lowering g, Arguments a) {
        KerasTensor x = image(g, a);
        Value rows = padded(g, x.value(), 1, a.integer("offset_height"), a.integer(HEIGHT));
        return x.like(padded(g, rows, 2, a.integer("offset_width"), a.integer(WIDTH)));
    }

    private static Value padded(Lowering g, Value x, int axis, int before, int target) {
        int after = target - before - x.shape().length(axis);
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException("a padding of " + before + " and " + after);
        }
        return before == 0 && after == 0 ? x : g.add(new Pad(axis, before, after, 0f), x);
    }

    private static KerasTensor center(Lowering g, Arguments a) {
        KerasTensor x = image(g, a);
        double fraction = a.number("central_fraction", 1);
        if (!(fraction > 0 && fraction <= 1)) {
            throw new IllegalArgumentException("a central_fraction of " + fraction);
        }
        Value y = x.value();
        for (int axis = 1; axis < 3; axis++) {
            double length = y.shape().length(axis);
            int from = (int) ((length - length * fraction) / 2);
            y = part(g, y, axis, from, y.shape().length(axis) - 2 * from);
        }
        return x.like(y);
    }

    private static KerasTensor fit(Lowering g, Arguments a) {
        KerasTensor x = image(g, a);
        Value rows = fitted(g, x.value(), 1, a.integer(HEIGHT));
        return x.like(fitted(g, rows, 2, a.integer(WIDTH)));
    }

    private static Value fitted(Lowering g, Value x, int axis, int target) {
        int length = x.shape().length(axis);
        return length > target
                ? part(g, x, axis, (length - target) / 2, target)
                : padded(g, x, axis, (target - length) / 2, target);
    }

    private static KerasTensor resizeWithPad(Lowering g, Arguments a) {
        KerasTensor x = image(g, a);
        int height = a.integer(HEIGHT);
        int width = a.integer(WIDTH);
        Shape shape = x.shape();
        // In float, as TensorFlow computes it.
        float ratio = Math.max((float) shape.length(1) / height, (float) shape.length(2) / width);
        int rows = (int) Math.floor(shape.length(1) / ratio);
        int columns = (int) Math.floor(shape.length(2) / ratio);
        Sampling sampling = ImageOperations.sampling(a, "method");
        boolean antialias = a.bool("antialias", false);
        Value y = g.add(Resample.to(rows, 1, sampling, antialias), x.value());
        y = g.add(Resample.to(columns, 2, sampling, antialias), y);
        int above = Math.max(0, (int) Math.floor((height - shape.length(1) / ratio) / 2));
        int left = Math.max(0, (int) Math.floor((width - shape.length(2) / ratio) / 2));
        y = padded(g, padded(g, y, 1, above, height), 2, left, width);
        return KerasTensor.of(y, sampling == Sampling.NEAREST ? x.type() : NumberType.FLOAT);
    }
}
