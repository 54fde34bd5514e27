package io.github.cornu.importer.layer;

import io.github.cornu.ModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.function.Supplier;

/** A weight of a layer, whose faults name the layer. */
final class LayerWeight implements Weight {
    private final Weight stored;
    private final LayerConfig layer;

    private LayerWeight(Weight stored, LayerConfig layer) {
        this.stored = stored;
        this.layer = layer;
    }

    /** One that layers share stays the same object. */
    static Weight of(Weight stored, LayerConfig layer) {
        return stored instanceof LayerWeight ? stored : new LayerWeight(stored, layer);
    }

    @Override
    public Shape shape() {
        return named(stored::shape);
    }

    @Override
    public float[] read() {
        return named(stored::read);
    }

    @Override
    public void read(int first, int count, float[] target) {
        named(() -> {
            stored.read(first, count, target);
            return null;
        });
    }

    @Override
    public boolean readsParts() {
        return stored.readsParts();
    }

    /** Which layer has it makes no difference. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LayerWeight weight && stored.equals(weight.stored);
    }

    @Override
    public int hashCode() {
        return stored.hashCode();
    }

    @Override
    public String toString() {
        return stored.toString();
    }

    private <T> T named(Supplier<T> part) {
        try {
            return part.get();
        } catch (ModelException e) {
            throw e.at(layer.label(), layer.className());
        }
    }
}
