package io.github.cornu.op.attention;

/**
 * Which keys a query may attend to, by their positions in the sequence. A mask may exclude more.
 *
 * @param causal whether a query attends to no key after its own position
 * @param window of a sliding window: a query attends to keys at a distance below that; 0: at any distance
 * @param fullyMasked what a query gets whose keys are all masked
 */
public record Visibility(boolean causal, int window, FullyMasked fullyMasked) {
    /** What a query gets whose keys are all masked. */
    public enum FullyMasked {
        /** The average of all values. */
        UNIFORM,
        /** Zeros. */
        ZERO
    }

    /** Every query attends to all keys. */
    public static final Visibility ALL = new Visibility(false, 0, FullyMasked.UNIFORM);

    public Visibility {
        if (window < 0) {
            throw new IllegalArgumentException("a window of " + window + " steps");
        }
    }

    /** True where the positions of query and key make no difference. */
    boolean isEverywhere() {
        return !causal && window == 0;
    }

    /** Whether the query at that position may attend to the key at that position. */
    boolean sees(int query, int key) {
        int distance = key - query;
        return (!causal || distance <= 0) && (window == 0 || Math.abs(distance) < window);
    }
}
