package io.github.cornu.op.attention;

/** Attention cannot be stepped through time, for its mask may let a query see keys that come later. */
public final class RelatingMaskException extends IllegalArgumentException {
    /** As messages say it. */
    public static final String REASON = "its attention mask relates steps in a way that is not known to be causal";

    private static final long serialVersionUID = 1L;

    RelatingMaskException() {
        super(REASON);
    }
}
