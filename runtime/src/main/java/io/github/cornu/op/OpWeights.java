package io.github.cornu.op;

import io.github.cornu.tensor.Weight;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** The weights of an operation, which are components of its record or of records in it. */
public final class OpWeights {
    private OpWeights() {}

    /** All of them, in the order of the components. */
    public static List<Weight> of(Op op) {
        List<Weight> weights = new ArrayList<>();
        collect(op, weights);
        return weights;
    }

    private static void collect(Object value, List<Weight> weights) {
        if (value instanceof Weight weight) {
            weights.add(weight);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, weights));
        } else if (value instanceof JavaFunction function && function.named() != null) {
            weights.addAll(function.named().weights());
        } else if ((value instanceof Op || value instanceof Cell) && value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                collect(read(component, value), weights);
            }
        }
    }

    /** Null for operations of the user whose records are not for all to read. */
    private static Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
