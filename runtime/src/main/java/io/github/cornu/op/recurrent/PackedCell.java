package io.github.cornu.op.recurrent;

import io.github.cornu.tensor.Shape;

/** A cell with packed weights. Immutable and shared by all sessions of a model. */
public interface PackedCell {
    /** {@link Gates#fingerprint} of all weights. */
    int fingerprint();

    /** Bytes of the packed weights; -1: they are held as they are. */
    default long weightBytes() {
        return -1;
    }

    /**
     * The cell for sequences of this fixed shape, (batch, time, …): one part that computes all units, or several parts,
     * in ascending order of the units that each computes.
     */
    PreparedCell[] bind(Shape inputs);
}
