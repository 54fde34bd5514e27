package io.github.cornu.importer.layer.core;

import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** A table of embeddings quantised to int8 or int4, with a scale for each row, or each block of it. */
final class QuantizedTable {
    private final Kind kind;
    private final WeightSlot scale;
    private final WeightSlot zero;
    private final WeightSlot groups;

    /** How tables are quantised: as the config says, or as the file has them; one of both is null. */
    record Kind(Quantization config, StoredQuantization stored) {
        /** Whether a table may have blocks. */
        boolean mayHaveBlocks() {
            return config == null || config.block() > 0;
        }
    }

    /** Declares the weights that come after the table. */
    QuantizedTable(KerasLayer owner, Kind kind) {
        this.kind = kind;
        scale = owner.nonTrainableWeight("embeddings_scale");
        zero = kind.mayHaveBlocks() ? owner.nonTrainableWeight("embeddings_zero") : null;
        groups = kind.mayHaveBlocks() ? owner.nonTrainableWeight("g_idx") : null;
    }

    /** The weights that files of tables that are not quantised, or have no blocks, do not have. */
    List<WeightSlot> leftOut() {
        return kind.config() == null ? List.of(scale, zero, groups) : List.of();
    }

    boolean isQuantized() {
        return kind.config() != null || scale.isBound();
    }

    /** How it is quantised; what it is multiplied with is too if the config says nothing else. */
    Quantization how(WeightSlot embeddings, int rows, int columns) {
        if (kind.config() != null) {
            return kind.config();
        }
        Shape packed = Shape.of(rows, QuantizedWeights.packed(columns));
        Quantization.AbsMax inputs = Quantization.AbsMax.DEFAULT;
        return kind.stored().read(embeddings.shape(), Shape.of(rows, columns), packed, zero, 1, columns, inputs);
    }

    /** The integers. */
    static Weight numbers(Quantization how, WeightSlot embeddings, int rows, int columns) {
        return how.mode() == Quantization.Mode.INT8
                ? embeddings.get(rows, columns)
                : QuantizedWeights.unpacked(embeddings, rows, columns);
    }

    /** One scale a row. */
    Weight scales(int rows) {
        return scale.get(rows);
    }

    /** Which block each column is in. */
    int[] blocks(Quantization how, int columns) {
        return QuantizedWeights.groups(groups, columns, how.blocks(columns));
    }

    /** The table in float32. */
    Weight table(WeightSlot embeddings, int rows, int columns) {
        if (!isQuantized()) {
            return embeddings.get(rows, columns);
        }
        Quantization how = how(embeddings, rows, columns);
        Weight numbers = numbers(how, embeddings, rows, columns);
        if (how.block() == 0) {
            return QuantizedWeights.rowsDivided(numbers, scales(rows));
        }
        int count = how.blocks(columns);
        return QuantizedWeights.inGroups(
                numbers, scale.get(rows, count), zero.get(rows, count), blocks(how, columns), false);
    }
}
