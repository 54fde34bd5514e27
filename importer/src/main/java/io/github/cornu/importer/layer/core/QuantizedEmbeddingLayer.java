package io.github.cornu.importer.layer.core;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Weight;

/** The table of {@code keras.layers.Embedding} quantised to int8 or int4, with a scale for each row, or each block of it. */
final class QuantizedEmbeddingLayer extends EmbeddingLayer {
    private final Quantization quantization;
    private final WeightSlot scale;
    private final WeightSlot zero;
    private final WeightSlot groups;

    QuantizedEmbeddingLayer(LayerConfig config, Quantization quantization) {
        super(config, false);
        this.quantization = quantization;
        scale = nonTrainableWeight("embeddings_scale");
        boolean blocks = quantization.block() > 0;
        zero = blocks ? nonTrainableWeight("embeddings_zero") : null;
        groups = blocks ? nonTrainableWeight("g_idx") : null;
    }

    @Override
    Weight table(WeightSlot embeddings, int rows, int columns) {
        Weight numbers = quantization.mode() == Quantization.Mode.INT8
                ? embeddings.get(rows, columns)
                : QuantizedWeights.unpacked(embeddings, rows, columns);
        if (zero == null) {
            return QuantizedWeights.rowsDivided(numbers, scale.get(rows));
        }
        int count = (columns + quantization.block() - 1) / quantization.block();
        int[] group = QuantizedWeights.groups(groups, columns, count);
        return QuantizedWeights.inGroups(numbers, scale.get(rows, count), zero.get(rows, count), group, false);
    }
}
