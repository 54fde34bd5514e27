package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** A dataset that is no weight, which matters only if a layer has it. */
record UnreadableWeight(ModelException problem) implements Weight {
    @Override
    public Shape shape() {
        throw problem;
    }

    @Override
    public float[] read() {
        throw problem;
    }
}
