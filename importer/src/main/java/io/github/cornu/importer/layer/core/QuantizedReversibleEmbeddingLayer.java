package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.ReversibleEmbedding} quantised to int8 or int4. */
final class QuantizedReversibleEmbeddingLayer extends ReversibleEmbeddingLayer {
    private final boolean optional;
    private final QuantizedTable quantized;
    private final WeightSlot reverse;
    private final WeightSlot scale;
    private final WeightSlot zero;

    QuantizedReversibleEmbeddingLayer(LayerConfig config, QuantizedTable.Kind kind) {
        super(config, true);
        optional = kind.config() == null;
        quantized = new QuantizedTable(this, kind);
        reverse = mayBeUntied() ? nonTrainableWeight("reverse_embeddings") : null;
        scale = mayBeUntied() ? nonTrainableWeight("reverse_embeddings_scale") : null;
        zero = mayBeUntied() && kind.mayHaveBlocks() ? nonTrainableWeight("reverse_embeddings_zero") : null;
    }

    @Override
    public List<WeightSlot> leftOut() {
        if (!optional) {
            return List.of();
        }
        List<WeightSlot> left = new ArrayList<>(quantized.leftOut());
        if (reverse != null) {
            left.addAll(List.of(reverse, scale, zero));
        }
        return left;
    }

    /** After the table come its scales, a vector or a matrix of blocks, then the other table. */
    @Override
    public List<WeightSlot> filledBy(List<WeightSlot> slots, List<Shape> shapes) {
        if (!optional || reverse == null) {
            return super.filledBy(slots, shapes);
        }
        int own = ofTable(shapes);
        List<WeightSlot> filled = new ArrayList<>(slots.subList(0, own));
        int others = Math.min(shapes.size() - own, slots.size() - slots.indexOf(reverse));
        filled.addAll(slots.subList(slots.indexOf(reverse), slots.indexOf(reverse) + others));
        return filled;
    }

    /** How many of the variables are of the table itself. */
    private static int ofTable(List<Shape> shapes) {
        boolean scaled = shapes.size() > 1 && shapes.get(1).rank() == 1;
        boolean blocks = shapes.size() > 3
                && shapes.get(1).equals(shapes.get(2))
                && shapes.get(3).rank() == 1;
        return blocks ? 4 : scaled ? 2 : 1;
    }

    @Override
    Weight table(WeightSlot embeddings, int rows, int columns) {
        return quantized.table(embeddings, rows, columns);
    }

    @Override
    Value product(Lowering g, Value x, WeightSlot embeddings, int rows, int columns) {
        boolean isTied = reverse == null || isTiedIfStored() && !reverse.isBound();
        if (!quantized.isQuantized()) {
            Weight kernel = isTied
                    ? ComputedWeight.transposed(embeddings.get(rows, columns), "ab", "ba")
                    : reverse.get(columns, rows);
            return g.add(new Dense(kernel, null, Activation.LINEAR), x);
        }
        Quantization how = quantized.how(embeddings, rows, columns);
        boolean blocks = how.block() > 0;
        if (isTied) {
            Weight stored =
                    blocks ? table(embeddings, rows, columns) : QuantizedTable.numbers(how, embeddings, rows, columns);
            Weight kernel = ComputedWeight.transposed(stored, "ab", "ba");
            return how.product(g, x, kernel, blocks ? null : quantized.scales(rows));
        }
        Weight numbers = how.mode() == Quantization.Mode.INT8
                ? reverse.get(columns, rows)
                : QuantizedWeights.unpackedSignedRows(reverse, columns, rows);
        if (!blocks) {
            return how.product(g, x, numbers, scale.get(rows));
        }
        int count = how.blocks(columns);
        Weight kernel = QuantizedWeights.inGroups(
                numbers, scale.get(count, rows), zero.get(count, rows), quantized.blocks(how, columns), true);
        return how.product(g, x, kernel, null);
    }
}
