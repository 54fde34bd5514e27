package io.github.cornu.op.attention;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * Dot-product attention of several heads (Vaswani et al., 2017): softmax(scale · q · kᵀ) · v for each head, over the
 * keys that a query may attend to. Only the scores of some queries of one head are in memory at a time, and keys that
 * none of these may attend to by their positions are left out.
 *
 * <p>Inputs: queries, shape (…, T…, heads, depth), keys, shape (…, S…, groups, depth), values, shape (…, S…, groups,
 * width), and perhaps one mask or two of shape (…, heads, T…, S…), 0 where a key is masked, any axis of it as long as
 * that or
 * 1. T… and S… are {@code axes} axes each. Neighbouring heads share the keys and values of a group.
 *
 * <p>Outputs: (…, T…, heads, width), and the attention weights, (…, heads, T…, S…). Sums over depth and over keys are
 * in ascending order, one multiply-add a term.
 *
 * @param axes how many axes a sequence has
 * @param scale one number, or null for 1
 */
public record Attention(int axes, Weight scale, Visibility visibility) implements Op {
    /** The input that is the first mask. */
    public static final int MASKS = StreamTimes.MASKS;

    private static final int OTHER_AXES = 2;
    private static final int MOST_MASKS = 2;
    /** Of (batch, steps, heads, depth). */
    private static final int STREAM_RANK = 4;

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        Checks.inputs(inputs, Math.max(3, Math.min(inputs.size(), 3 + MOST_MASKS)));
        Shape q = inputs.get(0);
        Shape k = inputs.get(1);
        Shape v = inputs.get(2);
        Checks.minimumRank(q, axes + OTHER_AXES + 1);
        Checks.rank(k, q.rank());
        Checks.rank(v, q.rank());
        int outer = q.rank() - axes - OTHER_AXES;
        boolean fits = matches(q.axes(0, outer), k.axes(0, outer))
                && matches(k.axes(0, k.rank() - 1), v.axes(0, v.rank() - 1))
                && q.length(-1) == k.length(-1)
                && k.length(-2) > 0
                && q.length(-2) % k.length(-2) == 0;
        if (!fits) {
            throw new IllegalArgumentException("queries " + q + ", keys " + k + " and values " + v + " do not fit");
        }
        Shape scores = q.axes(0, outer)
                .append(Shape.of(q.length(-2)))
                .append(q.axes(outer, outer + axes))
                .append(k.axes(outer, outer + axes));
        for (Shape mask : inputs.subList(3, inputs.size())) {
            Scores.check(scores, mask);
        }
        return List.of(q.with(-1, v.length(-1)), scores);
    }

    private static boolean matches(Shape a, Shape b) {
        for (int axis = 0; axis < a.rank(); axis++) {
            boolean free = a.length(axis) == Shape.FREE || b.length(axis) == Shape.FREE;
            if (!free && a.length(axis) != b.length(axis)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        long scores = outputs.get(1).size();
        long depth = inputs.get(0).length(-1) + inputs.get(2).length(-1);
        return scores * (Flops.PAIR * depth + 1 + (scale == null ? 0 : 1));
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (goesAlongTime(inputs, shapes) && visibility.causal()) {
            StreamTimes.check(inputs, shapes);
            return Time.AXIS;
        }
        return time(Time.same(inputs), shapes.get(0).rank() - axes - OTHER_AXES);
    }

    /** Whether the steps of a stream attend to each other, as they do in {@link StreamAttention}. */
    public boolean goesAlongTime(List<Time> inputs, List<Shape> shapes) {
        return axes == 1 && shapes.get(0).rank() == STREAM_RANK && Time.same(inputs.subList(0, MASKS)) == Time.AXIS;
    }

    /** The time of attention along axes from {@code first} on. */
    static Time time(Time input, int first) {
        if (input == Time.AXIS && first <= 1) {
            throw new IllegalArgumentException("its attention goes over the whole sequence");
        }
        return input;
    }

    @Override
    public Prepared prepare(Target target) {
        float factor = scale == null ? 1f : scale.read()[0];
        return new PackedAttention(visibility, axes, factor, target);
    }
}
