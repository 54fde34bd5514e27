package io.github.cornu.op.attention;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.tensor.Shape;

/** The masks of {@link StreamAttention} for fixed shapes: of queries, and of keys, which are a state. Immutable. */
final class StreamMasks {
    /** Which of the states says which keys are seen. */
    static final int SEEN = 3;

    private final StreamSteps kept;
    private final int[] slots;
    /** Floats of each mask from one sample, head, query and key to the next; 0 where these share an element. */
    private final int[][] strides;
    /** That of keys, or -1. */
    private final int ofKeys;

    private final int seen;

    StreamMasks(StreamSteps kept, int maskOfKeys, Binding binding) {
        this.kept = kept;
        slots = new int[binding.inputs() - StreamTimes.MASKS];
        strides = new int[slots.length][];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = binding.input(StreamTimes.MASKS + i);
            strides[i] = strides(binding.inputShape(StreamTimes.MASKS + i));
        }
        ofKeys = maskOfKeys;
        seen = ofKeys < 0 ? -1 : binding.state(SEEN);
    }

    private static int[] strides(Shape shape) {
        int[] strides = new int[shape.rank()];
        int size = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = shape.length(axis) == 1 ? 0 : size;
            size *= shape.length(axis);
        }
        return strides;
    }

    /** Keeps the mask of new keys. */
    void append(Memory m, int sample, int count, int from, int to) {
        if (ofKeys < 0) {
            return;
        }
        float[] memory = m.state(seen);
        int place = sample * kept.room(m, seen) + count - from;
        int mask = sample * strides[ofKeys][0];
        for (int t = from; t < to; t++) {
            memory[place + t] = m.slot(slots[ofKeys])[mask + t * strides[ofKeys][3]];
        }
    }

    /** Leaves the first steps of a sample behind. */
    void leave(Memory m, int sample, int left) {
        if (ofKeys >= 0) {
            kept.leave(m.state(seen), sample, left, 1);
        }
    }

    /**
     * Hides the keys from {@code from} until before {@code to} that a query may not attend to.
     *
     * @param at where the score of key 0 would be
     * @return whether any are left
     */
    boolean hide(Memory m, int sample, int head, int step, int from, int to, float[] scores, int at) {
        for (int i = 0; i < slots.length; i++) {
            int[] stride = strides[i];
            if (i != ofKeys && m.slot(slots[i])[sample * stride[0] + head * stride[1] + step * stride[2]] == 0f) {
                return false;
            }
        }
        if (ofKeys < 0) {
            return true;
        }
        float[] memory = m.state(seen);
        int row = sample * kept.room(m, seen);
        int left = to - from;
        for (int key = from; key < to; key++) {
            if (memory[row + key] == 0f) {
                scores[at + key] = Scores.HIDDEN;
                left--;
            }
        }
        return left > 0;
    }
}
