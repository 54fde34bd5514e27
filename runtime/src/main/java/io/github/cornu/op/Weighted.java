package io.github.cornu.op;

import io.github.cornu.tensor.Weight;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** What has weights: an operation or a recurrent cell. */
public interface Weighted {
    /** The weights, in the order of the components of a record and of the records in it. */
    default List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        if (this instanceof Record) {
            for (RecordComponent component : getClass().getRecordComponents()) {
                collect(read(component, this), weights);
            }
        }
        return weights;
    }

    private static void collect(Object value, List<Weight> weights) {
        if (value instanceof Weight weight) {
            weights.add(weight);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, weights));
        } else if (value instanceof Weighted part) {
            weights.addAll(part.weights());
        }
    }

    /** Null where the record is one of the user that is not public. */
    private static Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
