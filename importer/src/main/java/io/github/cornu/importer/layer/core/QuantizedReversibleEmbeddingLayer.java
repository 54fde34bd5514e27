package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.ReversibleEmbedding} quantised to int8 or int4. */
final class QuantizedReversibleEmbeddingLayer extends ReversibleEmbeddingLayer {
    private final Quantization quantization;
    private final QuantizedTable quantized;
    private final WeightSlot reverse;
    private final WeightSlot scale;
    private final WeightSlot zero;

    QuantizedReversibleEmbeddingLayer(LayerConfig config, Quantization quantization) {
        super(config, true);
        this.quantization = quantization;
        quantized = new QuantizedTable(this, quantization);
        boolean tied = config.bool("tie_weights", true);
        reverse = tied ? null : nonTrainableWeight("reverse_embeddings");
        scale = tied ? null : nonTrainableWeight("reverse_embeddings_scale");
        zero = tied || quantization.block() == 0 ? null : nonTrainableWeight("reverse_embeddings_zero");
    }

    @Override
    Weight table(WeightSlot embeddings, int rows, int columns) {
        return quantized.table(embeddings, rows, columns);
    }

    @Override
    Value product(Lowering g, Value x, WeightSlot embeddings, int rows, int columns) {
        boolean blocks = quantization.block() > 0;
        if (reverse == null) {
            Weight stored = blocks ? table(embeddings, rows, columns) : quantized.numbers(embeddings, rows, columns);
            Weight kernel = ComputedWeight.transposed(stored, "ab", "ba");
            return quantization.product(g, x, kernel, blocks ? null : quantized.scales(rows));
        }
        Weight numbers = quantization.mode() == Quantization.Mode.INT8
                ? reverse.get(columns, rows)
                : QuantizedWeights.unpackedSignedRows(reverse, columns, rows);
        if (!blocks) {
            return quantization.product(g, x, numbers, scale.get(rows));
        }
        int count = quantization.blocks(columns);
        Weight kernel = QuantizedWeights.inGroups(
                numbers, scale.get(count, rows), zero.get(count, rows), quantized.blocks(columns), true);
        return quantization.product(g, x, kernel, null);
    }
}
