package io.github.cornu;

import java.io.Serializable;

/**
 * What becomes of a stream whose states were computed with the weights of another model, one that has been trained
 * again for instance. Immutable.
 *
 * <p>Models are told apart by the weights that their states come from, and by the shapes of their states: of recurrent
 * layers their own weights, of attention and of windows in time, the steps that a convolution or a pooling over time
 * waits with, those of the layer and of all layers before it.
 *
 * <pre>{@code
 * StreamPool pool = model.newPool(OnNewModel.replay(64)); // keeps the last 64 inputs of each stream
 * StreamPool next = pool.migrate(retrained);              // they run through the new model
 * }</pre>
 */
public final class OnNewModel implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int MOST_STEPS = 1 << 20;
    private static final OnNewModel REFUSE = new OnNewModel(Kind.REFUSE, 0);
    private static final OnNewModel RESET = new OnNewModel(Kind.RESET, 0);
    private static final OnNewModel CARRY = new OnNewModel(Kind.CARRY, 0);

    private final Kind kind;
    private final int steps;

    /** The ways there are. */
    public enum Kind {
        /** It is an error. */
        REFUSE,
        /** The stream begins anew. */
        RESET,
        /** The stream goes on from the numbers of the old states. */
        CARRY,
        /** The stream begins anew and takes the last inputs once more. */
        REPLAY
    }

    private OnNewModel(Kind kind, int steps) {
        this.kind = kind;
        this.steps = steps;
    }

    /** Refuses the stream, with a {@link ModelException}; the default of a pool. */
    public static OnNewModel refuse() {
        return REFUSE;
    }

    /** Lets the stream begin anew, with zeros. */
    public static OnNewModel reset() {
        return RESET;
    }

    /**
     * Lets the stream go on from the numbers of its states as if the new model had computed them, for a model that was
     * trained a little further. Refused where the states have other shapes.
     */
    public static OnNewModel carry() {
        return CARRY;
    }

    /**
     * Keeps the last inputs of each stream and runs them through the new model, from zeros: the stream is then what it
     * would be had it begun so many steps ago. The shapes of the states may differ, those of the inputs may not.
     *
     * @param steps how many, 1 to 1,048,576; each takes 4 bytes for each number of the input, in memory and in the
     *     {@linkplain RowLayout rows}
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static OnNewModel replay(int steps) {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "the steps to be replayed must be 1 to " + MOST_STEPS + ", got " + steps);
        }
        return new OnNewModel(Kind.REPLAY, steps);
    }

    public Kind kind() {
        return kind;
    }

    /** How many steps are replayed; 0 but for {@link #replay}. */
    public int steps() {
        return steps;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnNewModel same && kind == same.kind && steps == same.steps;
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + steps;
    }

    @Override
    public String toString() {
        return "OnNewModel." + kind.name().toLowerCase(java.util.Locale.ROOT) + "(" + (kind == Kind.REPLAY ? steps : "")
                + ")";
    }
}
