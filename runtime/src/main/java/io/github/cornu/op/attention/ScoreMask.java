package io.github.cornu.op.attention;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.op.shape.StridedCopy;
import io.github.cornu.tensor.Shape;

/** Where in a mask, which is broadcast, the element of a score is. For fixed shapes; immutable. */
final class ScoreMask {
    private final int slot;
    private final int[] outer;
    private final int[] byQuery;
    private final int[] byKey;
    private final boolean ofQueries;

    private ScoreMask(int slot, Shape mask, int axes, Shape scores) {
        int rank = scores.rank();
        this.slot = slot;
        this.outer = places(scores, mask, 0, rank - 2 * axes);
        this.byQuery = places(scores, mask, rank - 2 * axes, rank - axes);
        this.byKey = places(scores, mask, rank - axes, rank);
        this.ofQueries = mask.size(rank - axes, rank) == 1;
    }

    /**
     * The mask that is that input; null if there is no such input.
     *
     * @param scores shape of all scores: any axes, then {@code axes} for the queries, then as many for the keys
     */
    static ScoreMask of(Binding binding, int input, int axes, Shape scores) {
        return input < binding.inputs()
                ? new ScoreMask(binding.input(input), binding.inputShape(input), axes, scores)
                : null;
    }

    /** For each index of some axes the offset of its element in the mask. */
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

    /** The slot of its array. */
    int slot() {
        return slot;
    }

    /** Whether it is the same for all keys. */
    boolean isOfQueries() {
        return ofQueries;
    }

    /** Whether a query may attend to keys, by a mask that is the same for all of them. */
    boolean sees(Memory m, int outerIndex, int query) {
        return m.slot(slot)[start(outerIndex, query)] != 0f;
    }

    /**
     * Adds its elements to the scores of a query for all keys.
     *
     * @param at where these begin
     */
    void add(Memory m, float[] scores, int at, int outerIndex, int query) {
        float[] elements = m.slot(slot);
        int start = start(outerIndex, query);
        for (int key = 0; key < byKey.length; key++) {
            scores[at + key] += elements[start + byKey[key]];
        }
    }

    /** Where the elements of a query are: {@link #byKey} counts from there. */
    int start(int outerIndex, int query) {
        return outer[outerIndex] + byQuery[query];
    }

    /** The place of each key. */
    int[] byKey() {
        return byKey;
    }
}
