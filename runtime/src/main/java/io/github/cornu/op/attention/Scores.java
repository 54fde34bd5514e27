package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.shape.StridedCopy;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;

/**
 * Turns rows of scores, one number a key, into attention weights: keys that a query may not attend to are masked, then
 * softmax. For fixed shapes; immutable.
 */
final class Scores {
    private static final float HIDDEN = -1e30f;

    private final Visibility visibility;
    private final int keys;
    private final int[] outer;
    private final int[] byQuery;
    private final int[] byKey;

    /**
     * @param shape of all scores: any axes, then {@code axes} for the queries, then as many for the keys
     * @param mask its shape, of the same rank, each length that of the scores or 1; null: there is none
     */
    Scores(Visibility visibility, int axes, Shape shape, Shape mask) {
        int rank = shape.rank();
        this.visibility = visibility;
        this.keys = shape.size(rank - axes, rank);
        this.outer = mask == null ? null : places(shape, mask, 0, rank - 2 * axes);
        this.byQuery = mask == null ? null : places(shape, mask, rank - 2 * axes, rank - axes);
        this.byKey = mask == null ? null : places(shape, mask, rank - axes, rank);
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

    /** For each index of some axes the offset of its element in the mask, which is broadcast. */
    private static int[] places(Shape shape, Shape mask, int from, int to) {
        int[] strides = StridedCopy.strides(mask.lengths());
        int[] places = new int[shape.size(from, to)];
        int inner = 1;
        for (int axis = to - 1; axis >= from; axis--) {
            int length = shape.length(axis);
            int stride = mask.length(axis) == 1 ? 0 : strides[axis];
            for (int i = 0; i < places.length; i++) {
                places[i] += i / inner % length * stride;
            }
            inner *= length;
        }
        return places;
    }

    /** The row of one query, in place. */
    void normalize(Kernels kernels, float[] scores, int at, float[] mask, int outerIndex, int query, Scratch scratch) {
        boolean hides = mask != null || !visibility.isEverywhere();
        if (hides
                && hide(scores, at, mask, outerIndex, query) == 0
                && visibility.fullyMasked() == Visibility.FullyMasked.ZERO) {
            Arrays.fill(scores, at, at + keys, 0f);
            return;
        }
        Activation.SOFTMAX.apply(kernels, scores, at, 1, keys, scratch);
    }

    /** Masks the keys that the query may not attend to, and returns how many are left. */
    private int hide(float[] scores, int at, float[] mask, int outerIndex, int query) {
        int start = mask == null ? 0 : outer[outerIndex] + byQuery[query];
        int seen = 0;
        for (int key = 0; key < keys; key++) {
            if (visibility.sees(query, key) && (mask == null || mask[start + byKey[key]] != 0f)) {
                seen++;
            } else {
                scores[at + key] = HIDDEN;
            }
        }
        return seen;
    }
}
