package io.github.cornu.op.attention;

import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Where the inputs of causal attention have their time steps, if it can be stepped through time. */
final class StreamTimes {
    /** The input that is the first mask. */
    static final int MASKS = 3;
    /** Axes of queries, keys and values after those of a sequence: heads and depth. */
    static final int OTHER_AXES = 2;
    /** How many masks there may be. */
    static final int MOST_MASKS = 2;
    /** Axes of queries that step through time: (batch, steps, heads, depth). */
    static final int STREAM_RANK = 4;

    private StreamTimes() {}

    /**
     * Checks that queries, keys and values come step by step, and that a mask is of queries or of keys.
     *
     * @throws IllegalArgumentException if not
     */
    static void check(List<Time> inputs, List<Shape> shapes) {
        if (inputs.subList(0, MASKS).contains(Time.CONSTANT)) {
            throw new IllegalArgumentException("its attention goes from a sequence to constants");
        }
        int ofKeys = 0;
        for (int i = MASKS; i < inputs.size(); i++) {
            Shape mask = shapes.get(i);
            switch (inputs.get(i)) {
                case KEYS -> {
                    ofKeys++;
                    require(mask.length(1) == 1 && mask.length(2) == 1);
                }
                case QUERIES -> require(mask.length(3) == 1);
                case CONSTANT, STEP -> require(mask.length(2) == 1 && mask.length(3) == 1);
                default -> require(false);
            }
        }
        require(ofKeys <= 1);
    }

    /**
     * The time of attention along axes from {@code first} on.
     *
     * @param masks their shapes
     */
    static Time along(Time input, int first, List<Shape> masks) {
        if (input == Time.AXIS && first <= 1) {
            boolean relates = masks.stream().anyMatch(mask -> mask.length(-1) != 1 && mask.length(-2) != 1);
            if (relates) {
                throw new RelatingMaskException();
            }
            throw new IllegalArgumentException("its attention goes over the whole sequence");
        }
        return input;
    }

    private static void require(boolean known) {
        if (!known) {
            throw new RelatingMaskException();
        }
    }
}
