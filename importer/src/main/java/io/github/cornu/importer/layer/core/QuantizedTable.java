package io.github.cornu.importer.layer.core;

import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Weight;

/** A table of embeddings quantised to int8 or int4, with a scale for each row, or each block of it. */
final class QuantizedTable {
    private final Quantization quantization;
    private final WeightSlot scale;
    private final WeightSlot zero;
    private final WeightSlot groups;

    /** Declares the weights that come after the table. */
    QuantizedTable(KerasLayer owner, Quantization quantization) {
        this.quantization = quantization;
        scale = owner.nonTrainableWeight("embeddings_scale");
        boolean blocks = quantization.block() > 0;
        zero = blocks ? owner.nonTrainableWeight("embeddings_zero") : null;
        groups = blocks ? owner.nonTrainableWeight("g_idx") : null;
    }

    /** The integers. */
    Weight numbers(WeightSlot embeddings, int rows, int columns) {
        return quantization.mode() == Quantization.Mode.INT8
                ? embeddings.get(rows, columns)
                : QuantizedWeights.unpacked(embeddings, rows, columns);
    }

    /** One scale a row. */
    Weight scales(int rows) {
        return scale.get(rows);
    }

    /** Which block each column is in. */
    int[] blocks(int columns) {
        return QuantizedWeights.groups(groups, columns, quantization.blocks(columns));
    }

    /** The table in float32. */
    Weight table(WeightSlot embeddings, int rows, int columns) {
        Weight numbers = numbers(embeddings, rows, columns);
        if (zero == null) {
            return QuantizedWeights.rowsDivided(numbers, scales(rows));
        }
        int count = quantization.blocks(columns);
        return QuantizedWeights.inGroups(
                numbers, scale.get(rows, count), zero.get(rows, count), blocks(columns), false);
    }
}
