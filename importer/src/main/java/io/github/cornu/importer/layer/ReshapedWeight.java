package io.github.cornu.importer.layer;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** The numbers of a weight in the same order, with another shape. */
record ReshapedWeight(Weight weight, Shape shape) implements Weight {
    @Override
    public float[] read() {
        return weight.read();
    }

    @Override
    public void read(int first, int count, float[] target) {
        weight.read(first, count, target);
    }

    @Override
    public boolean readsParts() {
        return weight.readsParts();
    }
}
