package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.operation.Indexing;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Resizing as TensorFlow 1 has it, and the nodes of TensorFlow's graphs: where the centers of pixels lie is an option,
 * without which the first old and new pixels lie at the same place.
 */
public final class ResizeOperations {
    private ResizeOperations() {}

    public static void register(OperationTable f) {
        f.add(
                (g, a) -> resized(g, a, "bilinear"),
                "node.ResizeBilinear(images, size, align_corners, half_pixel_centers)",
                "tf.image.resize_bilinear(images, size, align_corners, half_pixel_centers)");
        f.add(
                (g, a) -> resized(g, a, "nearest"),
                "node.ResizeNearestNeighbor(images, size, align_corners, half_pixel_centers)",
                "tf.image.resize_nearest_neighbor(images, size, align_corners, half_pixel_centers)");
        f.add(
                (g, a) -> resized(g, a, "bicubic"),
                "node.ResizeBicubic(images, size, align_corners, half_pixel_centers)");
        f.add(
                (g, a) -> resized(g, a, "area"),
                "node.ResizeArea(images, size, align_corners)",
                "tf.image.resize_area(images, size, align_corners)");
        f.add(ResizeOperations::images, "tf.image.resize_images(images, size, method, align_corners)");
    }

    /** Methods of TensorFlow 1 are numbers, and later names. */
    private static KerasTensor images(Lowering g, Arguments a) {
        List<String> methods = List.of("bilinear", "nearest", "bicubic", "area");
        Object method = a.get("method");
        if (method instanceof String name) {
            return resized(g, a, name);
        }
        int number = a.integer("method", 0);
        if (number < 0 || number >= methods.size()) {
            throw new IllegalArgumentException("the method " + number);
        }
        return resized(g, a, methods.get(number));
    }

    private static KerasTensor resized(Lowering g, Arguments a, String method) {
        KerasTensor images = a.tensor(g, "images");
        List<Integer> size = a.requireIntegers("size");
        if (images.shape().rank() != 4) {
            throw new IllegalArgumentException("expected images of rank 4, got " + images.shape());
        }
        if (size.size() != 2) {
            throw new IllegalArgumentException("'size' is " + size + ", expected a height and a width");
        }
        boolean corners = a.bool("align_corners", false);
        boolean centers = a.bool("half_pixel_centers", false);
        Value y = images.value();
        for (int i = 0; i < 2; i++) {
            y = switch (method) {
                case "nearest" -> nearest(g, y, i + 1, size.get(i), corners, centers);
                default -> g.add(Resample.to(size.get(i), i + 1, sampling(method, corners, centers), false), y);
            };
        }
        return KerasTensor.of(y, method.equals("nearest") ? images.type() : NumberType.FLOAT);
    }

    private static Sampling sampling(String method, boolean corners, boolean centers) {
        if (method.equals("bilinear")) {
            return corners ? Sampling.BILINEAR_CORNERS : centers ? Sampling.BILINEAR : Sampling.BILINEAR_LEGACY;
        }
        if (method.equals("area") && !corners) {
            return Sampling.AREA;
        }
        if (method.equals("bicubic") && centers && !corners) {
            return Sampling.BICUBIC;
        }
        throw new UnsupportedModelException("the method '" + method + "' with these places of the pixels");
    }

    private static Value nearest(Lowering g, Value x, int axis, int length, boolean corners, boolean centers) {
        if (centers && !corners) {
            return g.add(Resample.to(length, axis, Sampling.NEAREST, false), x);
        }
        int old = x.shape().length(axis);
        if (old == Shape.FREE) {
            throw new UnsupportedModelException("images of the shape " + x.shape());
        }
        float scale = corners && length > 1 ? (old - 1) / (float) (length - 1) : old / (float) length;
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            float place = (centers ? i + 0.5f : i) * scale;
            places.add(Math.min(corners ? Math.round(place) : (int) Math.floor(place), old - 1));
        }
        return Indexing.pick(g, x, axis, places);
    }
}
