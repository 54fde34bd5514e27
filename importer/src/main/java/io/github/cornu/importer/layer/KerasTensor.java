package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * A tensor as Keras passes it from layer to layer.
 *
 * @param value null for an array that is known already
 * @param mask its mask, shape (batch, time), 1 where a step is valid and 0 where not; of scores of attention one of as
 *     many axes; or null
 * @param type its number type in Keras; the value has floats
 * @param known the array, without a batch, if it is known when the model is read; else null
 */
public record KerasTensor(Value value, Value mask, NumberType type, KnownArray known) {
    /** What a layer gives that cannot be called, where a model is only looked at. */
    public static final KerasTensor UNKNOWN = new KerasTensor(null, null);

    /** A tensor of floats. */
    public KerasTensor(Value value, Value mask) {
        this(value, mask, NumberType.FLOAT, null);
    }

    /** A tensor of floats, without mask. */
    public static KerasTensor of(Value value) {
        return new KerasTensor(value, null);
    }

    /** A tensor without mask. */
    public static KerasTensor of(Value value, NumberType type) {
        return new KerasTensor(value, null, type, null);
    }

    /** Another tensor of the type of this one, without mask. */
    public KerasTensor like(Value other) {
        return of(other, type);
    }

    public static KerasTensor of(KnownArray known) {
        return new KerasTensor(null, null, known.type(), known);
    }

    public Shape shape() {
        return value == null ? known.shape() : value.shape();
    }

    public boolean isUnknown() {
        return value == null && known == null;
    }

    /** The outputs of a layer that only moves numbers, with the type of its inputs. */
    static List<KerasTensor> typedAs(List<KerasTensor> inputs, List<KerasTensor> outputs) {
        return inputs.stream()
                .map(KerasTensor::type)
                .reduce(NumberType::common)
                .filter(type -> type != NumberType.FLOAT)
                .map(type ->
                        outputs.stream().map(output -> output.withType(type)).toList())
                .orElse(outputs);
    }

    /** This tensor with other numbers. */
    KerasTensor withValue(Value other) {
        return new KerasTensor(other, mask, type, known);
    }

    /** This tensor with another mask. */
    public KerasTensor withMask(Value other) {
        return new KerasTensor(value, other, type, known);
    }

    /** This tensor with another type. */
    public KerasTensor withType(NumberType other) {
        return new KerasTensor(value, mask, other, known);
    }
}
