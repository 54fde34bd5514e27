package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.operation.ConstantOperations;
import io.github.cornu.importer.layer.operation.Elimination;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.List;

/** Images whose pixels come from computed places, as TensorFlow's ImageProjectiveTransformV3 computes them. */
public final class WarpOperations {
    private WarpOperations() {}

    public static void register(OperationTable f) {
        f.add(
                WarpOperations::affine,
                "AffineTransform(images, transform, interpolation, fill_mode, fill_value, data_format)");
        f.add(
                WarpOperations::perspective,
                "PerspectiveTransform(images, start_points, end_points, interpolation, fill_value, data_format)");
    }

    private static Value scalar(Lowering g, Binary function, Value x, double number) {
        return Numbers.scalar(g, function, x, number);
    }

    private static Value combine(Lowering g, Binary function, Value a, Value b) {
        return Numbers.combine(g, function, a, b);
    }

    private static KerasTensor affine(Lowering g, Arguments a) {
        Value transform = withSamples(g, a.tensor(g, "transform").value(), 2);
        return warped(g, a, transform, a.string("fill_mode", "constant"));
    }

    private static Value withSamples(Lowering g, Value x, int rank) {
        return x.shape().rank() == rank ? x : g.add(Reshape.expandDims(0), x);
    }

    /** The eight numbers that lead from the corners in the result to those in the images. */
    private static KerasTensor perspective(Lowering g, Arguments a) {
        Value start = withSamples(g, a.tensor(g, "start_points").value(), 3);
        Value end = withSamples(g, a.tensor(g, "end_points").value(), 3);
        if (g.isConstant(start) != g.isConstant(end)) {
            throw new UnsupportedModelException("points of which some are constants");
        }
        List<Value> rows = new ArrayList<>();
        List<Value> targets = new ArrayList<>();
        for (int corner = 0; corner < 4; corner++) {
            Value x = part(g, end, corner, 0);
            Value y = part(g, end, corner, 1);
            Value zero = scalar(g, Binary.MULTIPLY, x, 0);
            Value one = scalar(g, Binary.ADD, zero, 1);
            for (int coordinate = 0; coordinate < 2; coordinate++) {
                Value target = part(g, start, corner, coordinate);
                Value minus = scalar(g, Binary.MULTIPLY, target, -1);
                Value p = combine(g, Binary.MULTIPLY, minus, x);
                Value q = combine(g, Binary.MULTIPLY, minus, y);
                rows.add(
                        coordinate == 0
                                ? g.add(new Concatenate(2), x, y, one, zero, zero, zero, p, q)
                                : g.add(new Concatenate(2), zero, zero, zero, x, y, one, p, q));
                targets.add(target);
            }
        }
        Value matrix = g.add(new Concatenate(1), rows.toArray(Value[]::new));
        Value sides = g.add(new Concatenate(1), targets.toArray(Value[]::new));
        Value transform = g.add(Reshape.squeeze(2), Elimination.solved(g, matrix, sides));
        return warped(g, a, transform, "constant");
    }

    private static Value part(Lowering g, Value points, int corner, int coordinate) {
        Value row = g.add(new Slice(1, corner, corner + 1, 1), points);
        return g.add(new Slice(2, coordinate, coordinate + 1, 1), row);
    }

    private static KerasTensor warped(Lowering g, Arguments a, Value transform, String fillMode) {
        KerasTensor images = a.tensor(g, "images");
        boolean first = ImageOperations.isChannelsFirst(a);
        if (images.shape().rank() != 4 || !images.shape().axes(1, 4).isFixed()) {
            throw new UnsupportedModelException("images of the shape " + images.shape());
        }
        Value x = first ? Axes.channelsLast(g, images.value()) : images.value();
        int height = x.shape().length(1);
        int width = x.shape().length(2);
        if ((long) height * width > NumberType.EXACT) {
            throw new UnsupportedModelException("images of the shape " + images.shape());
        }
        Value column = grid(g, height, width, false);
        Value row = grid(g, height, width, true);
        Value depth = scalar(g, Binary.ADD, linear(g, transform, 6, column, row), 1);
        Value fromX = combine(g, Binary.DIVIDE, plus(g, linear(g, transform, 0, column, row), transform, 2), depth);
        Value fromY = combine(g, Binary.DIVIDE, plus(g, linear(g, transform, 3, column, row), transform, 5), depth);
        Places places = new Places(g, x, a.number("fill_value", 0));
        Value left = places.within(fromX, width, fillMode);
        Value top = places.within(fromY, height, fillMode);
        String interpolation = a.string("interpolation", "bilinear");
        Value y = switch (interpolation) {
            case "nearest" -> places.read(rounded(g, left), rounded(g, top));
            case "bilinear" -> places.between(left, top);
            default -> throw new UnsupportedModelException("the interpolation '" + interpolation + "'");
        };
        return images.like(first ? Axes.channelsFirst(g, y) : y);
    }

    /** (1, height, width): the row or the column of each pixel. */
    private static Value grid(Lowering g, int height, int width, boolean row) {
        return g.add(
                new Constant(ComputedWeight.ofElements(Shape.of(1, height, width), i -> row ? i / width : i % width)));
    }

    /** A number of each transform, (batch, 1, 1). */
    private static Value number(Lowering g, Value transform, int place) {
        return g.add(Reshape.expandDims(2), g.add(new Slice(1, place, place + 1, 1), transform));
    }

    private static Value linear(Lowering g, Value transform, int place, Value column, Value row) {
        return combine(
                g,
                Binary.ADD,
                combine(g, Binary.MULTIPLY, number(g, transform, place), column),
                combine(g, Binary.MULTIPLY, number(g, transform, place + 1), row));
    }

    private static Value plus(Lowering g, Value x, Value transform, int place) {
        return combine(g, Binary.ADD, x, number(g, transform, place));
    }

    /** Halves away from 0. */
    private static Value rounded(Lowering g, Value x) {
        Value size = Numbers.unary(g, Unary.FLOOR, scalar(g, Binary.ADD, Numbers.unary(g, Unary.ABS, x), 0.5));
        return combine(g, Binary.MULTIPLY, Numbers.unary(g, Unary.SIGN, x), size);
    }

    /** Reading pixels of images (batch, height, width, channels) at places (1 or batch, height, width). */
    private record Places(Lowering g, Value images, double fillValue) {
        /** Places outside as the fill mode has them; for {@code constant} they stay outside. */
        Value within(Value x, int length, String fillMode) {
            return switch (fillMode) {
                case "constant" -> x;
                case "nearest" -> Numbers.unary(g, Unary.CLIP, 0, length - 1, x);
                case "reflect" -> reflected(x, length);
                case "wrap" -> wrapped(x, length);
                default -> throw new UnsupportedModelException("the fill_mode '" + fillMode + "'");
            };
        }

        private Value truncated(Value x, double divisor) {
            return Numbers.unary(g, Unary.TRUNCATE, scalar(g, Binary.DIVIDE, x, divisor));
        }

        private Value minus(Value x, Value count, double factor) {
            return combine(g, Binary.SUBTRACT, x, scalar(g, Binary.MULTIPLY, count, factor));
        }

        private Value reflected(Value x, int length) {
            Value below = minus(x, truncated(x, 2.0 * length), 2.0 * length);
            Value far = scalar(g, Binary.LESS, below, -length);
            Value mirrored = Numbers.unary(g, Unary.SCALE_SHIFT, -1, -1, below);
            Value before = Numbers.select(g, far, scalar(g, Binary.ADD, below, 2.0 * length), mirrored);
            Value beyond = scalar(g, Binary.GREATER_EQUAL, below, length);
            Value after =
                    Numbers.select(g, beyond, Numbers.unary(g, Unary.SCALE_SHIFT, -1, 2.0 * length - 1, below), below);
            Value y = Numbers.select(g, scalar(g, Binary.LESS, x, 0), before, after);
            return Numbers.unary(g, Unary.CLIP, 0, length - 1, y);
        }

        private Value wrapped(Value x, int length) {
            if (length == 1) {
                return scalar(g, Binary.MULTIPLY, x, 0);
            }
            Value times = truncated(x, length - 1.0);
            Value before = minus(x, scalar(g, Binary.SUBTRACT, times, 1), length);
            Value after = minus(x, times, length);
            Value inside = Numbers.select(g, scalar(g, Binary.GREATER, x, length - 1.0), after, x);
            Value y = Numbers.select(g, scalar(g, Binary.LESS, x, 0), before, inside);
            return Numbers.unary(g, Unary.CLIP, 0, length - 1, y);
        }

        Value between(Value x, Value y) {
            Value left = Numbers.unary(g, Unary.FLOOR, x);
            Value top = Numbers.unary(g, Unary.FLOOR, y);
            Value right = scalar(g, Binary.ADD, left, 1);
            Value bottom = scalar(g, Binary.ADD, top, 1);
            Value upper = mixed(read(left, top), read(right, top), x, left, right);
            Value lower = mixed(read(left, bottom), read(right, bottom), x, left, right);
            return mixed(upper, lower, y, top, bottom);
        }

        /** a at place p, b at place q. */
        private Value mixed(Value a, Value b, Value x, Value p, Value q) {
            Value ofA = channels(combine(g, Binary.SUBTRACT, q, x));
            Value ofB = channels(combine(g, Binary.SUBTRACT, x, p));
            return combine(g, Binary.ADD, combine(g, Binary.MULTIPLY, ofA, a), combine(g, Binary.MULTIPLY, ofB, b));
        }

        private Value channels(Value x) {
            return g.add(Reshape.expandDims(3), x);
        }

        /** The pixels at whole places; the fill value outside. */
        Value read(Value x, Value y) {
            int height = images.shape().length(1);
            int width = images.shape().length(2);
            Value column = Numbers.unary(g, Unary.CLIP, 0, width - 1, x);
            Value row = Numbers.unary(g, Unary.CLIP, 0, height - 1, y);
            Value place = combine(g, Binary.ADD, scalar(g, Binary.MULTIPLY, row, width), column);
            Value one = g.add(new Slice(3, 0, 1, 1), images);
            Value zeros = ConstantOperations.likeTensor(g, g.add(Reshape.squeeze(3), one), 0);
            Value flat = g.add(Reshape.mergeAxes(1, 3), images);
            Value pixels = g.add(new GatherRows(1), flat, combine(g, Binary.ADD, zeros, place));
            Value inside =
                    combine(g, Binary.MULTIPLY, combine(g, Binary.EQUAL, column, x), combine(g, Binary.EQUAL, row, y));
            return Numbers.select(g, channels(inside), pixels, Numbers.number(g, fillValue));
        }
    }
}
