package io.github.cornu.op.attention;

/**
 * Which keys a query of attention sees, by their places in the sequence. A mask may hide more.
 *
 * @param causal whether a query sees no key after its own place
 * @param window how far away a key may be: it is seen at a distance below that; 0: at any
 * @param blind what a query gets that sees no key at all
 */
public record Visibility(boolean causal, int window, Blind blind) {
    /** What becomes of a query that sees no key. */
    public enum Blind {
        /** It takes the same share of all keys. */
        UNIFORM,
        /** It takes nothing of any. */
        ZERO
    }

    /** Every query sees all keys. */
    public static final Visibility ALL = new Visibility(false, 0, Blind.UNIFORM);

    public Visibility {
        if (window < 0) {
            throw new IllegalArgumentException("a window of " + window + " steps");
        }
    }

    /** True where the places of query and key make no difference. */
    boolean isEverywhere() {
        return !causal && window == 0;
    }

    /** Whether the query at that place sees the key at that place. */
    boolean sees(int query, int key) {
        int distance = key - query;
        return (!causal || distance <= 0) && (window == 0 || Math.abs(distance) < window);
    }
}
