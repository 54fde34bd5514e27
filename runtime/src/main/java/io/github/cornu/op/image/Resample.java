package io.github.cornu.op.image;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Resizes one axis: each new element is a weighted sum of old ones, in ascending order, one multiply-add each.
 *
 * @param length the new length, or {@code factor} times the old one if this is 0
 * @param antialias whether the kernel is made wider where there will be fewer elements
 */
public record Resample(int axis, int length, int factor, Sampling sampling, boolean antialias) implements SingleOutput {
    /** An axis of another length. */
    public static Resample to(int length, int axis, Sampling sampling, boolean antialias) {
        if (length < 1) {
            throw new IllegalArgumentException("an axis of length " + length);
        }
        return new Resample(axis, length, 1, sampling, antialias);
    }

    /** An axis so many times longer. */
    public static Resample times(int factor, int axis, Sampling sampling) {
        return new Resample(axis, 0, factor, sampling, false);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        int old = inputs.get(0).length(axis);
        if (length > 0 && old == 0) {
            throw new IllegalArgumentException("an axis of length 0 cannot be made longer");
        }
        int multiple = old == Shape.FREE ? Shape.FREE : Math.multiplyExact(old, factor);
        return inputs.get(0).with(axis, length > 0 ? length : multiple);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        int from = inputs.get(0).length(axis);
        int to = outputs.get(0).length(axis);
        long taken = 0;
        for (int i = 0; i < to; i++) {
            int count = sampling.span(i, from, to, antialias).weights().length;
            taken += count == 1 ? 0 : Flops.PAIR * count;
        }
        return to == 0 ? 0 : Flops.size(outputs) / to * taken;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        return binding -> {
            Shape shape = binding.inputShape(0);
            int outer = shape.size(0, axis);
            int old = shape.length(axis);
            int inner = shape.size(axis + 1, shape.rank());
            Sampling.Span[] spans = new Sampling.Span[binding.outputShape(0).length(axis)];
            for (int i = 0; i < spans.length; i++) {
                spans[i] = sampling.span(i, old, spans.length, antialias);
            }
            int x = binding.input(0);
            int y = binding.output(0);
            return m -> {
                for (int block = 0; block < outer; block++) {
                    int from = block * old * inner;
                    int to = block * spans.length * inner;
                    for (int i = 0; i < spans.length; i++) {
                        combine(
                                kernels,
                                spans[i].weights(),
                                m.slot(x),
                                from + spans[i].first() * inner,
                                m.slot(y),
                                to + i * inner,
                                inner);
                    }
                }
            };
        };
    }

    private static void combine(
            Kernels kernels, float[] weights, float[] x, int xOffset, float[] y, int yOffset, int inner) {
        Arrays.fill(y, yOffset, yOffset + inner, 0f);
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] != 0f) {
                kernels.addScaled(weights[k], x, xOffset + k * inner, y, yOffset, inner);
            }
        }
    }
}
