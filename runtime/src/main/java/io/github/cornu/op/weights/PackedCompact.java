package io.github.cornu.op.weights;

/** A packed matrix in a compact form. */
interface PackedCompact extends PackedWeights {
    CompactMatrix matrix();

    /** What is added to the products: one number a column, padded. */
    float[] start();

    @Override
    default int rows() {
        return matrix().blocks().rows();
    }

    @Override
    default int columns() {
        return matrix().blocks().columns();
    }

    @Override
    default long bytes() {
        return matrix().bytes() + (long) Float.BYTES * start().length;
    }
}
