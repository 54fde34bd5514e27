package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/**
 * A function whose results are rounded to steps: unit · clip(round(count · inner(x)), least, most) + shift.
 *
 * @param count steps in 1; 0: nothing is rounded
 */
record Steps(Inner inner, float count, float least, float most, float unit, float shift) {
    /** Nothing but that function. */
    static Steps of(Inner inner) {
        return new Steps(inner, 0, 0, 0, 1, 0);
    }

    /** A function of QKeras that has no options, or one of Keras's that is computed alike; null for others. */
    static Steps named(String name) {
        return switch (name) {
            case "linear" -> of(Inner.LINEAR);
            case "relu" -> of(Inner.RELU);
            case "tanh" -> of(Inner.TANH);
            case "sigmoid" -> of(Inner.SIGMOID);
            case "hard_sigmoid" -> of(Inner.HARD_SIGMOID);
            case "smooth_sigmoid" -> of(Inner.SMOOTH_SIGMOID);
            case "hard_tanh" -> of(Inner.HARD_TANH);
            case "smooth_tanh" -> of(Inner.SMOOTH_TANH);
            case "binary_sigmoid" -> new Steps(Inner.HARD_SIGMOID, 1, 0, 1, 1, 0);
            case "binary_tanh" -> new Steps(Inner.HARD_SIGMOID, 1, 0, 1, 2, -1);
            default -> null;
        };
    }

    float apply(float x) {
        float y = inner.apply(x);
        if (count == 0) {
            return y;
        }
        return (float) Math.max(least, Math.min(most, Math.rint(y * count))) * unit + shift;
    }

    Value apply(CustomCall call, Value x) {
        Value y = inner.apply(call, x);
        if (count == 0) {
            return y;
        }
        Value steps = Parts.unary(call, Unary.ROUND, Parts.with(call, Binary.MULTIPLY, y, count));
        Value limited = call.add(new Elementwise(Activation.of(Unary.CLIP, least, most, 0f)), steps);
        Value scaled = Parts.with(call, Binary.MULTIPLY, limited, unit);
        return shift == 0 ? scaled : Parts.with(call, Binary.ADD, scaled, shift);
    }

    /** As it is in a file. */
    Weight toWeight() {
        return Weight.of(new float[] {inner.ordinal(), count, least, most, unit, shift}, 6);
    }

    static Steps of(Weight weight) {
        float[] numbers = weight.read();
        if (numbers.length != 6 || numbers[0] < 0 || numbers[0] >= Inner.values().length) {
            throw new IllegalArgumentException("no function of QKeras is made of " + numbers.length + " numbers");
        }
        Inner inner = Inner.values()[(int) numbers[0]];
        return new Steps(inner, numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }
}
