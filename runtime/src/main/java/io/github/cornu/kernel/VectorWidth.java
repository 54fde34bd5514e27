package io.github.cornu.kernel;

import jdk.incubator.vector.VectorShape;

/**
 * The width of the vectors of {@link VectorSpeciesHolder}, which can be asked for without initializing the classes of
 * the Vector API. That takes tens of milliseconds, for which the first calls of a process, on scalar loops, need not
 * wait.
 */
final class VectorWidth {
    /** Floats in a vector. */
    static final int LANES = Math.min(Sums.LANES, VectorShape.preferredShape().vectorBitSize() / Float.SIZE);

    private VectorWidth() {}
}
