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

    /** The first key that the query at that position may attend to. */
    int firstKey(int query) {
        return window == 0 ? 0 : Math.max(0, query - window + 1);
    }

    /** The end of the keys, {@code keys} in number, that the query at that position may attend to. */
    int endKey(int query, int keys) {
        long end = causal ? query + 1L : window == 0 ? keys : (long) query + window;
        return (int) Math.min(keys, end);
    }
}
