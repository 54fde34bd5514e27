package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/** What attention has for each pair of steps by their distance, from a table. */
final class Distances {
    private Distances() {}

    /**
     * The rows of a table for all pairs of steps.
     *
     * @param x a sequence, (batch, steps, …)
     * @param table shape (2 limit + 1, columns): that of the distance query - key is in the row limit + distance;
     *     distances beyond the limit have the first or the last row
     * @return shape (batch, queries, keys, columns)
     */
    static Value rows(CustomCall call, Value x, Weight table) {
        Value steps = Parts.positions(call, x);
        Value queries = call.add(Reshape.expandDims(2), steps);
        Value keys = call.add(Reshape.expandDims(1), steps);
        return of(call, call.add(new Combine(Binary.SUBTRACT), queries, keys), table);
    }

    /** The rows of a table, as for {@link #rows}, of distances. */
    static Value of(CustomCall call, Value distances, Weight table) {
        float limit = (table.shape().length(0) - 1) / 2f;
        Activation limits = Activation.of(Unary.CLIP, -limit, limit, 0f);
        Value limited = call.add(new Elementwise(limits), distances);
        return call.add(new Gather(table), Parts.with(call, Binary.ADD, limited, limit));
    }
}
