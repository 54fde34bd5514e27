package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.Binary;
import io.github.cornu.op.CombineScalar;
import io.github.cornu.op.Gather;
import java.util.List;

/** {@code keras.layers.Embedding}. An index out of range is an error when the model runs. */
final class EmbeddingLayer extends KerasLayer {
    private final int rows;
    private final int columns;
    private final boolean maskZero;
    private final WeightSlot embeddings;

    EmbeddingLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        rows = config.integer("input_dim");
        columns = config.integer("output_dim");
        maskZero = config.bool("mask_zero", false);
        embeddings = weight("embeddings");
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        Value indices = call.tensor().value();
        Value mask = maskZero ? g.add(new CombineScalar(Binary.NOT_EQUAL, 0f), indices) : null;
        return List.of(new KerasTensor(g.add(new Gather(embeddings.get(rows, columns)), indices), mask));
    }
}
