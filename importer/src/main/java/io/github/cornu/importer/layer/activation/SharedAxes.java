package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Shape;

/** Weights with a number for each element of a sample, or one for all along shared axes. */
final class SharedAxes {
    private SharedAxes() {}

    /** The weight; its own shape tells the shared axes, which Keras 1 did not write down. */
    static Value constant(Lowering g, WeightSlot slot, Value x) {
        Shape sample = x.shape().axes(1, x.shape().rank());
        Shape stored = slot.shape();
        if (stored.rank() == sample.rank()) {
            for (int axis = 0; axis < sample.rank(); axis++) {
                if (stored.length(axis) == 1) {
                    sample = sample.with(axis, 1);
                }
            }
        }
        return g.add(new Constant(slot.get(sample.lengths())));
    }
}
