package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** {@code TaskEmbedding} of keras-bert: the row of a table for the task of each sample is added to all steps. */
public final class TaskEmbedding {
    private TaskEmbedding() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int rows = config.integer("input_dim");
        int size = config.integer("output_dim");
        boolean masks = config.bool("mask_zero", false);
        CustomWeight table = layer.weight("embeddings");
        return call -> {
            List<Value> inputs = call.inputs();
            if (inputs.size() != 2) {
                throw new IllegalArgumentException("expected a sequence and tasks, got " + inputs.size() + " inputs");
            }
            if (call.masks().get(0) != null) {
                call.setMask(call.masks().get(0));
            }
            Value tasks = Parts.unary(call, Unary.TRUNCATE, inputs.get(1));
            Value chosen = call.add(new Gather(table.expect(rows, size)), tasks);
            if (masks) {
                Value given = Parts.with(call, Binary.NOT_EQUAL, tasks, 0);
                chosen = Parts.multiply(
                        call, chosen, call.add(Reshape.expandDims(given.shape().rank()), given));
            }
            return Parts.add(call, inputs.get(0), chosen);
        };
    }
}
