package io.github.cornu.op.attention;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Op;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Attention of several heads: for each query the values, weighed by the softmax of its scores for the keys that it may
 * attend to. Classes differ in what a score is.
 *
 * <p>Inputs: queries, shape (…, T…, heads, depth), keys, shape (…, S…, groups, depth), values, shape (…, S…, groups,
 * width), and perhaps one mask or two of shape (…, heads, T…, S…), 0 where a key is masked, any axis of it as long as
 * that or 1. T… and S… are {@link #axes} axes each. Neighbouring heads share the keys and values of a group.
 *
 * <p>Outputs: (…, T…, heads, width), and the attention weights, (…, heads, T…, S…). Sums over depth and over keys are
 * in ascending order, one multiply-add a term.
 */
public interface AttentionOp extends Op {
    /** The input that is the first mask. */
    int MASKS = StreamTimes.MASKS;

    /** How many axes a sequence has. */
    int axes();

    /** Which keys a query may attend to, by their positions. */
    Visibility visibility();

    @Override
    default List<Shape> outputShapes(List<Shape> inputs) {
        Checks.inputs(inputs, Math.max(MASKS, Math.min(inputs.size(), MASKS + StreamTimes.MOST_MASKS)));
        Shape q = inputs.get(0);
        Shape k = inputs.get(1);
        Shape v = inputs.get(2);
        Checks.minimumRank(q, axes() + StreamTimes.OTHER_AXES + 1);
        Checks.rank(k, q.rank());
        Checks.rank(v, q.rank());
        int outer = q.rank() - axes() - StreamTimes.OTHER_AXES;
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
                .append(q.axes(outer, outer + axes()))
                .append(k.axes(outer, outer + axes()));
        for (Shape mask : inputs.subList(MASKS, inputs.size())) {
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
    default Time time(List<Time> inputs, List<Shape> shapes) {
        boolean alongTime = goesAlongTime(inputs, shapes);
        if (alongTime && visibility().causal()) {
            StreamTimes.check(inputs, shapes);
            return Time.AXIS;
        }
        int first = shapes.get(0).rank() - axes() - StreamTimes.OTHER_AXES;
        Time time = alongTime ? Time.AXIS : Time.same(inputs);
        return StreamTimes.along(time, first, shapes.subList(MASKS, shapes.size()));
    }

    /** Whether the steps of a stream attend to each other, as they do in {@link StreamAttention}. */
    default boolean goesAlongTime(List<Time> inputs, List<Shape> shapes) {
        return axes() == 1
                && shapes.get(0).rank() == StreamTimes.STREAM_RANK
                && Time.same(inputs.subList(0, MASKS)) == Time.AXIS;
    }
}
