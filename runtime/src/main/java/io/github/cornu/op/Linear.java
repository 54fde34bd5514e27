package io.github.cornu.op;

import io.github.cornu.tensor.Weight;

/** An operation that is linear in its input, plus a constant, and applies an activation to the result. */
public interface Linear extends SingleOutput {
    /** What it applies to its result. */
    Activation activation();

    /** The same with another activation. */
    Linear withActivation(Activation activation);

    /**
     * The operation that gives, before the activation, the result of this one times {@code scale} plus {@code shift},
     * which are along the last axis.
     *
     * @param scale shape (length of the last axis,)
     * @param shift shape (length of the last axis,)
     * @return the operation, or null if they cannot be folded into its weights
     */
    default Linear folded(Weight scale, Weight shift) {
        return null;
    }

    @Override
    default String label() {
        return getClass().getSimpleName()
                + (activation().isLinear() ? "" : " + " + activation().label());
    }
}
