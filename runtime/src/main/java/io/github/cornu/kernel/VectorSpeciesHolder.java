package io.github.cornu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of all SIMD kernels: the widest of this CPU, at most as wide as the partial sums are many. */
final class VectorSpeciesHolder {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > VectorWidth.LANES
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    /** As many ints. */
    static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

    static final int LANES = SPECIES.length();

    private VectorSpeciesHolder() {}
}
