package io.github.cornu.importer;

import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** A model's file in which one weight is wrong: every element by another amount. */
final class DisturbedSource extends OtherSource {
    private final String layer;
    private final int index;
    private final float size;

    DisturbedSource(ModelSource source, String layer, int index) {
        this(source, layer, index, 1f);
    }

    /** With errors of some multiple of the usual size. */
    DisturbedSource(ModelSource source, String layer, int index, float size) {
        super(source);
        this.size = size;
        this.layer = layer;
        this.index = index;
    }

    @Override
    NamedWeight changed(String owner, int position, NamedWeight right) {
        boolean isIt = owner.equals(layer) && position == index;
        return isIt ? new NamedWeight(right.name(), disturbed(right.weight())) : right;
    }

    private Weight disturbed(Weight right) {
        return new Weight() {
            @Override
            public Shape shape() {
                return right.shape();
            }

            @Override
            public float[] read() {
                float[] values = right.read().clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] += size * (0.05f * values[i] + 0.02f * (1 + i % 3));
                }
                return values;
            }
        };
    }
}
