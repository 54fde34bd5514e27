package io.github.cornu.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The species of all SIMD kernels: the widest vectors of this CPU, but no more lanes than there are partial sums. */
final class VectorSpeciesHolder {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > VectorWidth.LANES
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    /** Vectors with as many ints. */
    static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);

    static final int LANES = SPECIES.length();

    private VectorSpeciesHolder() {}
}
