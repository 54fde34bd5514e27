package io.github.cornu.op;

/** An operation with packed weights. Immutable and shared by all sessions of a model. */
public interface Prepared {
    /** The operation for fixed shapes and given places in memory. */
    Step bind(Binding binding);

    /** A hash of the weights that its states are computed with; 0 without states. */
    default int fingerprint() {
        return 0;
    }
}
