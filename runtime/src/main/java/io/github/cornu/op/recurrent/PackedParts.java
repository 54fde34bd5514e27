package io.github.cornu.op.recurrent;

import io.github.cornu.op.Target;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.WeightFormat;

/** A cell as parts, one for each thread of the team, or as a single one. */
public record PackedParts(int fingerprint, long weightBytes, PreparedCell[] parts) implements PackedCell {
    /** Floats of recurrent weights from which threads gain by sharing a step, in a part each. */
    private static final int WORTH_SHARING = 1 << 15;

    /** Makes the part of a cell that computes some units. */
    @FunctionalInterface
    interface Maker {
        Part make(int firstUnit, int units);
    }

    /** A part, and what its weights take. */
    record Part(PreparedCell cell, PackedWeights... weights) {}

    /**
     * Splits a cell, unless its weights are compact: what they are rounded to depends on their neighbours.
     *
     * @param splits whether its activations can be computed for some units alone
     * @param recurrentFloats of the recurrent weights of all units
     */
    static PackedCell of(Target target, int fingerprint, int units, boolean splits, int recurrentFloats, Maker maker) {
        int blocks = Gates.padded(units) / Gates.MULTIPLE;
        boolean shared = splits
                && target.format() == WeightFormat.F32
                && recurrentFloats >= WORTH_SHARING
                && blocks >= 2 * target.team().threads();
        int count = shared ? target.team().threads() : 1;
        PreparedCell[] cells = new PreparedCell[count];
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int first = blocks * i / count * Gates.MULTIPLE;
            int end = Math.min(units, blocks * (i + 1) / count * Gates.MULTIPLE);
            Part part = maker.make(first, end - first);
            cells[i] = part.cell();
            bytes += PackedWeights.total(part.weights());
        }
        return new PackedParts(fingerprint, bytes, cells);
    }

    /** A cell of one part. */
    static PackedCell of(int fingerprint, Part part) {
        return new PackedParts(fingerprint, PackedWeights.total(part.weights()), new PreparedCell[] {part.cell()});
    }

    @Override
    public PreparedCell[] bind(Shape inputs) {
        return parts;
    }
}
