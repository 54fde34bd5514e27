package io.github.cornu.op;

/** The end of streams whose states have room for a limited number of steps. */
public final class StreamEnd {
    private StreamEnd() {}

    /** Whether a state is a number of steps, at most so many. */
    public static boolean isCount(float state, int most) {
        return state == (int) state && state >= 0 && (int) state <= most;
    }

    /**
     * How many steps of a stream are kept.
     *
     * @param state says so
     * @param most there can be
     * @throws IllegalArgumentException if no stream comes to that
     */
    public static int kept(float state, int most) {
        if (!isCount(state, most)) {
            throw new IllegalArgumentException("no stream comes to a state that has " + state + " steps");
        }
        return (int) state;
    }

    /**
     * How many steps a stream has had.
     *
     * @param state says so
     * @param more steps come
     * @param limit steps that there may be
     * @throws IllegalArgumentException if they are too many
     */
    public static int steps(float state, int more, int limit) {
        int steps = kept(state, Integer.MAX_VALUE);
        if (more > limit - steps) {
            throw new IllegalArgumentException("the stream is at its end: it has had " + steps + " of " + limit
                    + " steps, and " + more + " more do not fit");
        }
        return steps;
    }
}
