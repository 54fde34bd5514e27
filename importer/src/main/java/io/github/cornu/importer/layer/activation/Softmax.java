package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * Softmax along some axes, of all elements or of those that a mask m leaves. Until Keras 3.12 m is a number: (1 - m)
 * times -1e9 is added to the scores, so that what is 0 counts for nothing beside what is 1. Since Keras 3.13 scores are
 * masked where m is 1/2 or less.
 *
 * <p>Where all are masked, all get the same; since Keras 3.10 the result is multiplied with the mask, so that they get
 * 0.
 */
public final class Softmax {
    private static final float LARGE = 1e9f;
    private static final float LARGE_FLOAT16 = 3e4f;
    /** Half of the largest number. */
    private static final float LARGE_FLOAT16_KERAS2 = 32752f;

    private Softmax() {}

    /** Whether a mask is a number, and not a truth value. */
    public static boolean isNumber(KerasWriter writer) {
        return !writer.isAtLeast(3, 13);
    }

    /** The mask as truth values, where it is no number. */
    public static Value truth(Lowering g, Value mask) {
        return g.add(new CombineScalar(Binary.GREATER, 0.5f), mask);
    }

    /**
     * The softmax of masked scores.
     *
     * @param type the number type of 16 bits of the scores; null: float
     * @param axes of x, along which it is computed
     */
    public static Value masked(Lowering g, HalfPrecision type, Value x, Value mask, List<Integer> axes) {
        if (isNumber(g.writer())) {
            Value y = of(g, g.add(new Combine(Binary.ADD), x, summand(g, type, mask)), axes);
            return isFactor(g.writer()) ? g.add(new Combine(Binary.MULTIPLY), y, mask) : y;
        }
        Value kept = truth(g, mask);
        Value scores = g.add(new Where(), kept, x, Numbers.number(g, -large(g.writer(), type)));
        return g.add(new Where(), kept, of(g, scores, axes), Numbers.number(g, 0));
    }

    /** Whether the result is multiplied with a mask that is a number. */
    public static boolean isFactor(KerasWriter writer) {
        return writer.isAtLeast(3, 10);
    }

    /** What a mask that is a number adds to scores: (1 - m) times -1e9. */
    public static Value summand(Lowering g, HalfPrecision type, Value mask) {
        Value missing = Numbers.unary(g, Unary.SCALE_SHIFT, -1, 1, mask);
        return g.add(new CombineScalar(Binary.MULTIPLY, -large(g.writer(), type)), missing);
    }

    private static float large(KerasWriter writer, HalfPrecision type) {
        if (type != HalfPrecision.FLOAT16) {
            return LARGE;
        }
        return writer.isKeras3() ? LARGE_FLOAT16 : LARGE_FLOAT16_KERAS2;
    }

    /**
     * exp(x) as a part of the sum along some axes.
     *
     * @param axes those below 0 count from the end
     */
    static Value of(Lowering g, Value x, List<Integer> axes) {
        int rank = x.shape().rank();
        List<Integer> normalized =
                axes.stream().map(axis -> Axes.normalize(axis, rank)).toList();
        if (normalized.contains(0)) {
            throw new IllegalArgumentException("a softmax over the batch axis");
        }
        return normalized.size() == 1 ? alongAxis(g, x, normalized.get(0)) : alongAxes(g, x, normalized);
    }

    /** Moves the axis to the end, so that softmax works on rows. */
    private static Value alongAxis(Lowering g, Value x, int axis) {
        int last = x.shape().rank() - 1;
        Value moved = g.add(Transpose.move(last + 1, axis, last), x);
        return g.add(Transpose.move(last + 1, last, axis), g.add(new Elementwise(Activation.SOFTMAX), moved));
    }

    /** exp(x - log(sum(exp(x)))): where all is masked, the logarithm of the count is lost beside 1e9, and all get 1. */
    private static Value alongAxes(Lowering g, Value x, List<Integer> axes) {
        Value largest = reduced(g, Reduce.Kind.MAX, x, axes);
        Value powers = Numbers.unary(g, Unary.EXP, g.add(new Combine(Binary.SUBTRACT), x, largest));
        Value sum = Numbers.unary(g, Unary.LOG, reduced(g, Reduce.Kind.SUM, powers, axes));
        Value total = g.add(new Combine(Binary.ADD), sum, largest);
        return Numbers.unary(g, Unary.EXP, g.add(new Combine(Binary.SUBTRACT), x, total));
    }

    private static Value reduced(Lowering g, Reduce.Kind kind, Value x, List<Integer> axes) {
        Value y = x;
        for (int axis : axes) {
            y = g.add(new Reduce(kind, axis, true), y);
        }
        return y;
    }
}
