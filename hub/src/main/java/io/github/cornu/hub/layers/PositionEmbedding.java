package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.shape.Gather;

/**
 * {@code keras_hub.layers.PositionEmbedding}: a vector for the place of each step. Steps beyond the table are an error
 * when the model runs.
 */
public final class PositionEmbedding {
    private PositionEmbedding() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        layer.config().ignore("initializer", "hierarchical_alpha");
        int rows = layer.config().integer("sequence_length");
        CustomWeight table = layer.weight("embeddings");
        return call -> rows(call, table, rows, Parts.argument(call, 1, "positions"));
    }

    /** The rows of a table for the positions that are given, or else for all steps of the first input. */
    private static Value rows(CustomCall call, CustomWeight table, int rows, Value given) {
        Value x = call.inputs().get(0);
        Object start = call.keyword("start_index");
        if (start != null && !start.equals(0L)) {
            throw new IllegalArgumentException("it is called with start_index " + start);
        }
        Value positions = given == null ? Parts.positions(call, x) : given;
        return call.add(new Gather(table.expect(rows, x.shape().length(-1))), positions);
    }
}
