package io.github.cornu.importer.layer;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.function.Supplier;

/** A weight that is computed from others when it is read. */
public final class ComputedWeight implements Weight {
    private final Shape shape;
    private final Supplier<float[]> values;

    public ComputedWeight(Shape shape, Supplier<float[]> values) {
        this.shape = shape;
        this.values = values;
    }

    public ComputedWeight(int length, Supplier<float[]> values) {
        this(Shape.of(length), values);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public float[] read() {
        return values.get();
    }
}
