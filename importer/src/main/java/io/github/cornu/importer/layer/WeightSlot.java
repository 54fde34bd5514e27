package io.github.cornu.importer.layer;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.function.UnaryOperator;

/** A weight that a layer has by its config. The file's weights are put in before the layer is called. */
public final class WeightSlot {
    private final KerasLayer owner;
    private final String name;
    private final boolean trainable;
    private Weight weight;
    /** What is made of the values in the file, or null. */
    private UnaryOperator<Weight> change;

    WeightSlot(KerasLayer owner, String name, boolean trainable) {
        this.owner = owner;
        this.name = name;
        this.trainable = trainable;
    }

    /** The layer that has the weight. */
    public KerasLayer owner() {
        return owner;
    }

    /** Keras's name: kernel, bias, gamma, … */
    public String name() {
        return name;
    }

    public boolean trainable() {
        return trainable;
    }

    public void set(Weight value) {
        Weight stored = LayerWeight.of(value, owner.config());
        weight = change == null
                ? stored
                : new ComputedWeight(stored.shape(), () -> change.apply(stored).read());
    }

    /** Makes something else of the values in the file, before they are there. */
    void change(UnaryOperator<Weight> other) {
        change = other;
    }

    /** Whether the file's weight is here already. */
    public boolean isBound() {
        return weight != null;
    }

    /** The shape in the file. */
    public Shape shape() {
        return stored().shape();
    }

    /** The weight as it is in the file. */
    public Weight stored() {
        if (weight == null) {
            throw new IllegalArgumentException("the weight '" + name + "' is missing");
        }
        return weight;
    }

    /** The weight, whatever its shape, in the number type that the layer computes in. */
    public Weight get() {
        HalfPrecision half = owner.roundsWeights() ? owner.half() : null;
        return half == null ? stored() : half.round(stored());
    }

    /**
     * The weight.
     *
     * @param expected its shape
     * @throws IllegalArgumentException if it has another
     */
    public Weight get(int... expected) {
        Shape shape = Shape.of(expected);
        if (!shape().equals(shape)) {
            throw new IllegalArgumentException("weight '" + name + "' has shape " + shape() + ", expected " + shape);
        }
        return get();
    }
}
