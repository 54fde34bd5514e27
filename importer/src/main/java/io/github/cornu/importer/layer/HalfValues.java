package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which values of a graph have a type of 16 bits in Keras. */
final class HalfValues {
    private final Map<Value, HalfPrecision> types = new HashMap<>();
    private final Set<Value> floats = new HashSet<>();

    /** The type of a value; null if it has another. */
    HalfPrecision of(Value value) {
        return value == null ? null : types.get(value);
    }

    Value mark(Value value, HalfPrecision type) {
        types.put(value, type);
        return value;
    }

    /** Marks a value that a function in a type of 16 bits gives in float. */
    Value markFloat(Value value) {
        floats.add(value);
        return value;
    }

    boolean isFloat(Value value) {
        return floats.contains(value);
    }

    /** Whether it is of float32, which the result of a function of Keras 3 then is, too. */
    private boolean isWide(KerasTensor tensor) {
        return tensor.value() != null && tensor.type() == NumberType.FLOAT && of(tensor.value()) == null;
    }

    /**
     * The type that a layer computes in for a call: models only pass numbers on, and functions compute in the type of
     * what they get.
     *
     * @throws UnsupportedModelException if it is a function that was never compared with Keras in that type
     */
    HalfPrecision in(KerasLayer layer, Call call) {
        if (layer.isModel()) {
            return null;
        }
        if (layer.calledFunction() == null) {
            return layer.half();
        }
        if (layer.config().writer().isKeras3() && call.hasTensor(this::isWide)) {
            return null;
        }
        Set<HalfPrecision> found = new HashSet<>();
        call.map(tensor -> {
            HalfPrecision type = of(tensor.value());
            if (type == null && tensor.type() == NumberType.HALF) {
                throw new UnsupportedModelException("a function of a constant of 16 bits");
            }
            found.add(type);
            return tensor;
        });
        found.remove(null);
        if (found.size() > 1) {
            throw new UnsupportedModelException("a function of float16 and bfloat16");
        }
        HalfPrecision type = found.stream().findAny().orElse(null);
        if (type != null) {
            type.checkFunction(layer.calledFunction());
        }
        return type;
    }
}
