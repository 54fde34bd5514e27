package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;

/**
 * Turns rows of scores, one number a key, into attention weights: keys that a query may not attend to are masked, then
 * softmax. For fixed shapes; immutable.
 */
final class Scores {
    static final float HIDDEN = -1e30f;

    private final Kernels kernels;
    private final Visibility visibility;
    private final int keys;
    private final ScoreMask mask;
    private final ScoreMask other;

    /**
     * @param shape of all scores: any axes, then {@code axes} for the queries, then as many for the keys
     * @param firstMask which input is the first mask; there may be none, one or two
     */
    Scores(Kernels kernels, Visibility visibility, int axes, Shape shape, Binding binding, int firstMask) {
        this.kernels = kernels;
        this.visibility = visibility;
        this.keys = shape.size(shape.rank() - axes, shape.rank());
        this.mask = ScoreMask.of(binding, firstMask, axes, shape);
        this.other = ScoreMask.of(binding, firstMask + 1, axes, shape);
    }

    /** That a mask fits scores of that shape. */
    static void check(Shape scores, Shape mask) {
        boolean fits = mask.rank() == scores.rank();
        for (int axis = 0; fits && axis < mask.rank(); axis++) {
            int own = mask.length(axis);
            int length = scores.length(axis);
            fits = own == 1 || own == Shape.FREE || length == Shape.FREE || own == length;
        }
        if (!fits) {
            throw new IllegalArgumentException("a mask of shape " + mask + " for scores of shape " + scores);
        }
    }

    /**
     * The row of one query, in place: its scores for the keys from {@code first} until before {@code first + count}.
     *
     * @param m has the masks
     * @param at where the row begins
     * @return false if the query may attend to none of these keys, and gets the average of all values, so that the row
     *     is right only if these are all keys
     */
    boolean normalize(
            Memory m, float[] scores, int at, int outerIndex, int query, int first, int count, Scratch scratch) {
        boolean seen = hide(m, scores, at, outerIndex, query, first, count);
        if (!seen && visibility.fullyMasked() == Visibility.FullyMasked.ZERO) {
            Arrays.fill(scores, at, at + count, 0f);
            return true;
        }
        Activation.SOFTMAX.apply(kernels, scores, at, 1, count, scratch);
        return seen;
    }

    /** Masks the keys that the query may not attend to, and returns whether any are left. */
    private boolean hide(Memory m, float[] scores, int at, int outerIndex, int query, int first, int count) {
        int end = first + count;
        int from = Math.min(end, Math.max(first, visibility.firstKey(query)));
        boolean blind = other != null && other.isOfQueries() && !other.sees(m, outerIndex, query);
        int to = blind ? from : Math.max(from, Math.min(end, visibility.endKey(query, keys)));
        Arrays.fill(scores, at, at + from - first, HIDDEN);
        Arrays.fill(scores, at + to - first, at + count, HIDDEN);
        if (mask == null) {
            return from < to;
        }
        int hidden = other == null || other.isOfQueries()
                ? hideMasked(m, scores, at - first, outerIndex, query, from, to)
                : hideEither(m, scores, at - first, outerIndex, query, from, to);
        return hidden < to - from;
    }

    /**
     * Hides the keys from {@code from} until before {@code to} that the mask excludes, and returns how many these are.
     */
    private int hideMasked(Memory m, float[] scores, int at, int outerIndex, int query, int from, int to) {
        float[] a = m.slot(mask.slot());
        int[] ofKeys = mask.byKey();
        int start = mask.start(outerIndex, query);
        int hidden = 0;
        for (int key = from; key < to; key++) {
            if (a[start + ofKeys[key]] == 0f) {
                scores[at + key] = HIDDEN;
                hidden++;
            }
        }
        return hidden;
    }

    /** The same for what one mask or the other excludes. */
    private int hideEither(Memory m, float[] scores, int at, int outerIndex, int query, int from, int to) {
        float[] a = m.slot(mask.slot());
        int[] ofKeys = mask.byKey();
        int start = mask.start(outerIndex, query);
        float[] b = m.slot(other.slot());
        int[] otherOfKeys = other.byKey();
        int otherStart = other.start(outerIndex, query);
        int hidden = 0;
        for (int key = from; key < to; key++) {
            if (a[start + ofKeys[key]] == 0f || b[otherStart + otherOfKeys[key]] == 0f) {
                scores[at + key] = HIDDEN;
                hidden++;
            }
        }
        return hidden;
    }
}
