package io.github.cornu.importer.layer.core;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** {@code keras.layers.Embedding} quantised to int8 or int4. */
final class QuantizedEmbeddingLayer extends EmbeddingLayer {
    private final QuantizedTable quantized;

    QuantizedEmbeddingLayer(LayerConfig config, QuantizedTable.Kind kind) {
        super(config, false);
        quantized = new QuantizedTable(this, kind);
    }

    @Override
    public List<WeightSlot> leftOut() {
        return quantized.leftOut();
    }

    @Override
    Weight table(WeightSlot embeddings, int rows, int columns) {
        return quantized.table(embeddings, rows, columns);
    }
}
