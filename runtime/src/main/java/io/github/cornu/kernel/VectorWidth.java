package io.github.cornu.kernel;

import jdk.incubator.vector.VectorShape;

/**
 * How wide the vectors of {@link VectorSpeciesHolder} are, without making them: the classes of all vectors take tens of
 * milliseconds to initialize, which the first calls of a process, on scalar kernels, shall not wait for.
 */
final class VectorWidth {
    /** Floats in a vector. */
    static final int LANES = Math.min(Sums.LANES, VectorShape.preferredShape().vectorBitSize() / Float.SIZE);

    private VectorWidth() {}
}
