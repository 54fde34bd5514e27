package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.FakeQuantization;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Numbers as they are after a quantization to whole numbers and back, between limits that the model has. The operations
 * are in TensorFlow's order, since each of them rounds.
 */
public final class QuantizationOperations {
    private static final String MIN = "min";
    private static final String MAX = "max";
    private static final String AXIS = "axis";

    private QuantizationOperations() {}

    public static void register(OperationTable f) {
        String limits = "(inputs, min, max, num_bits, narrow_range)";
        f.add(
                QuantizationOperations::ofArguments,
                "tf.fake_quant_with_min_max_args" + limits,
                "node.FakeQuantWithMinMaxArgs" + limits);
        f.add(
                QuantizationOperations::ofVariables,
                "tf.fake_quant_with_min_max_vars" + limits,
                "node.FakeQuantWithMinMaxVars" + limits);
        f.add(
                QuantizationOperations::ofChannels,
                "tf.fake_quant_with_min_max_vars_per_channel" + limits,
                "node.FakeQuantWithMinMaxVarsPerChannel" + limits);
        String range = "(input, input_min, input_max, signed_input, num_bits, range_given, round_mode, name,"
                + " narrow_range, axis)";
        f.add(
                (g, a) -> andBack(g, a, a.has(AXIS) ? a.integer(AXIS) : null),
                "tf.quantize_and_dequantize_v2" + range,
                "tf.quantize_and_dequantize" + range);
        f.add(
                (g, a) -> andBack(g, a, a.integer(AXIS, -1) < 0 ? null : a.integer(AXIS)),
                "node.QuantizeAndDequantizeV2" + range,
                "node.QuantizeAndDequantizeV4" + range);
    }

    private static KerasTensor ofArguments(Lowering g, Arguments a) {
        return multiplied(g, a, new double[] {a.number(MIN, -6)}, new double[] {a.number(MAX, 6)});
    }

    private static KerasTensor ofVariables(Lowering g, Arguments a) {
        FakeQuantization steps =
                steps(a, a.requireKnown(MIN).number(), a.requireKnown(MAX).number());
        return KerasTensor.of(
                g.add(new Elementwise(steps.activation()), a.tensor(g, "inputs").value()));
    }

    private static KerasTensor ofChannels(Lowering g, Arguments a) {
        double[] min = a.requireKnown(MIN).numbers();
        double[] max = a.requireKnown(MAX).numbers();
        checkCount(min, max, a.tensor(g, "inputs").shape().length(-1));
        return multiplied(g, a, min, max);
    }

    private static FakeQuantization steps(Arguments a, double min, double max) {
        return FakeQuantization.of((float) min, (float) max, a.integer("num_bits", 8), a.bool("narrow_range", false));
    }

    private static void checkCount(double[] min, double[] max, int channels) {
        if (min.length != channels || max.length != channels) {
            throw new IllegalArgumentException("it has " + min.length + " lower and " + max.length
                    + " upper limits, expected " + channels + " of each");
        }
    }

    private static KerasTensor multiplied(Lowering g, Arguments a, double[] min, double[] max) {
        List<FakeQuantization> steps = IntStream.range(0, min.length)
                .mapToObj(i -> steps(a, min[i], max[i]))
                .toList();
        Value y = a.tensor(g, "inputs").value();
        y = along(g, Binary.MINIMUM, y, -1, numbers(steps, FakeQuantization::high));
        y = along(g, Binary.MAXIMUM, y, -1, numbers(steps, FakeQuantization::low));
        y = along(g, Binary.SUBTRACT, y, -1, numbers(steps, FakeQuantization::low));
        y = along(g, Binary.MULTIPLY, y, -1, numbers(steps, FakeQuantization::steps));
        y = along(g, Binary.SUBTRACT, y, -1, numbers(steps, FakeQuantization::zero));
        Value whole = Numbers.unary(g, Unary.FLOOR, Numbers.scalar(g, Binary.ADD, y, 0.5));
        return KerasTensor.of(along(g, Binary.MULTIPLY, whole, -1, numbers(steps, FakeQuantization::scale)));
    }

    /** Where both limits are 0, all is. */
    private static double[] numbers(List<FakeQuantization> steps, Function<FakeQuantization, Float> number) {
        return steps.stream()
                .mapToDouble(step -> step.isZero() ? 0 : number.apply(step))
                .toArray();
    }

    /** A function of each element and the number for its place on an axis; a single one is for all. */
    private static Value along(Lowering g, Binary function, Value x, int axis, double[] numbers) {
        if (numbers.length == 1) {
            return Numbers.scalar(g, function, x, numbers[0]);
        }
        int[] lengths = new int[x.shape().rank()];
        Arrays.fill(lengths, 1);
        lengths[Axes.normalize(axis, lengths.length)] = numbers.length;
        Shape shape = Shape.of(lengths);
        return Numbers.combine(g, function, x, g.add(new Constant(ComputedWeight.ofElements(shape, i -> numbers[i]))));
    }

    /** @param axis of the channels; null: all are alike */
    private static KerasTensor andBack(Lowering g, Arguments a, Integer axis) {
        if (!a.bool("range_given", false)) {
            throw new UnsupportedModelException("a quantization by the range of all samples of a batch");
        }
        String rounding = a.string("round_mode", "HALF_TO_EVEN");
        if (!List.of("HALF_TO_EVEN", "HALF_UP").contains(rounding)) {
            throw new UnsupportedModelException("the round_mode " + rounding);
        }
        Value x = a.tensor(g, "input").value();
        int place = axis == null ? -1 : Axes.normalize(axis, x.shape().rank());
        double[] min = a.requireKnown("input_min").numbers();
        double[] max = a.requireKnown("input_max").numbers();
        checkCount(min, max, axis == null ? 1 : x.shape().length(place));
        double[] scale = new double[min.length];
        double[] inverse = new double[min.length];
        for (int i = 0; i < min.length; i++) {
            widen(a, i, new double[][] {min, max, scale, inverse});
        }
        Value limited = along(g, Binary.MAXIMUM, along(g, Binary.MINIMUM, x, place, max), place, min);
        Value steps = along(g, Binary.MULTIPLY, limited, place, scale);
        Value whole = rounding.equals("HALF_UP")
                ? Numbers.unary(g, Unary.FLOOR, Numbers.scalar(g, Binary.ADD, steps, 0.5))
                : Numbers.unary(g, Unary.ROUND, steps);
        return KerasTensor.of(along(g, Binary.MULTIPLY, whole, place, inverse));
    }

    /**
     * Makes the range as wide as the whole numbers are at the scale that has room for both limits.
     *
     * @param range the lower limits, the upper ones, the scales, and what a step is wide
     */
    private static void widen(Arguments a, int i, double[][] range) {
        int bits = a.integer("num_bits", 8);
        if (bits < 1 || bits > 24) {
            throw new UnsupportedModelException("a quantization to " + bits + " bits");
        }
        boolean signed = a.bool("signed_input", true);
        float least = signed ? (a.bool("narrow_range", false) ? 1 : 0) - (1 << bits - 1) : 0;
        float most = (1 << (signed ? bits - 1 : bits)) - 1;
        float min = (float) range[0][i];
        float max = (float) range[1][i];
        float ofMin = least * min > 0 ? least / min : Float.MAX_VALUE;
        float ofMax = most * max > 0 ? most / max : Float.MAX_VALUE;
        boolean byMin = ofMin < ofMax;
        float step = byMin ? min / least : max / most;
        range[0][i] = byMin ? min : least * step;
        range[1][i] = byMin ? most * step : max;
        range[2][i] = byMin ? ofMin : ofMax;
        range[3][i] = step;
    }
}
