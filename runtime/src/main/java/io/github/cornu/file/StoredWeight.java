package io.github.cornu.file;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** A weight in a file, read from it each time. */
abstract class StoredWeight implements Weight {
    private final Shape shape;
    private final FileBytes file;
    private final long from;

    StoredWeight(Shape shape, FileBytes file, long from) {
        this.shape = shape;
        this.file = file;
        this.from = from;
    }

    @Override
    public final Shape shape() {
        return shape;
    }

    @Override
    public final float[] read() {
        return read(file, from);
    }

    /** How many bytes it has. */
    abstract long length();

    abstract float[] read(FileBytes bytes, long start);

    @Override
    public String toString() {
        return "weight " + shape;
    }
}
