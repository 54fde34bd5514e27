package io.github.cornu.importer;

import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** A model's file in which one weight is wrong, now this and now that: every element by another amount. */
final class DisturbedSource extends OtherSource {
    private final float size;
    private String layer = "";
    private int index;

    DisturbedSource(ModelSource source) {
        this(source, 1f);
    }

    /** With errors of some multiple of the usual size. */
    DisturbedSource(ModelSource source, float size) {
        super(source);
        this.size = size;
    }

    /** Makes one weight wrong when it is read, and the one before right again. */
    void disturb(String layer, int index) {
        this.layer = layer;
        this.index = index;
    }

    @Override
    NamedWeight changed(String owner, int position, NamedWeight right) {
        return new NamedWeight(right.name(), disturbed(owner, position, right.weight()));
    }

    private Weight disturbed(String owner, int position, Weight right) {
        return new Weight() {
            @Override
            public Shape shape() {
                return right.shape();
            }

            @Override
            public float[] read() {
                return owner.equals(layer) && position == index ? wrong(right.read()) : right.read();
            }
        };
    }

    private float[] wrong(float[] right) {
        float[] values = right.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += size * (0.05f * values[i] + 0.02f * (1 + i % 3));
        }
        return values;
    }
}
