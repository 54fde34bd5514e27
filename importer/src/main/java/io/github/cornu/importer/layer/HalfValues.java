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

    /** The type of a value; null if it has another. */
    HalfPrecision of(Value value) {
        return value == null ? null : types.get(value);
    }

    Value mark(Value value, HalfPrecision type) {
        types.put(value, type);
        return value;
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
