package io.github.cornu.importer;

import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/** A model's file in which one weight is wrong: every element by another amount. */
final class DisturbedSource extends OtherSource {
    private final String layer;
    private final int index;

    DisturbedSource(ModelSource source, String layer, int index) {
        super(source);
        this.layer = layer;
        this.index = index;
    }

    @Override
    public List<NamedWeight> weights(String name) {
        List<NamedWeight> weights = super.weights(name);
        if (!name.equals(layer)) {
            return weights;
        }
        weights = new ArrayList<>(weights);
        NamedWeight right = weights.get(index);
        weights.set(index, new NamedWeight(right.name(), disturbed(right.weight())));
        return weights;
    }

    private static Weight disturbed(Weight right) {
        return new Weight() {
            @Override
            public Shape shape() {
                return right.shape();
            }

            @Override
            public float[] read() {
                float[] values = right.read().clone();
                for (int i = 0; i < values.length; i++) {
                    values[i] = values[i] * 1.05f + 0.02f * (1 + i % 3);
                }
                return values;
            }
        };
    }
}
