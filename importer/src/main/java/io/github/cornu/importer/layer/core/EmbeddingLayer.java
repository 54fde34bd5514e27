package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lora;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** {@code keras.layers.Embedding}. An index out of range is an error when the model runs. */
public class EmbeddingLayer extends KerasLayer {
    private final int rows;
    private final int columns;
    private final boolean maskZero;
    private final WeightSlot embeddings;
    private final Lora lora;

    EmbeddingLayer(LayerConfig config, boolean trainable) {
        super(config);
        rows = config.integer("input_dim");
        columns = config.integer("output_dim");
        maskZero = config.bool("mask_zero", false);
        embeddings = trainable ? Lora.weight(this, "embeddings") : nonTrainableWeight("embeddings");
        lora = Lora.of(this, "embeddings");
    }

    /** Indices are integers, which types of 16 bits may not have exactly. */
    @Override
    public boolean roundsInputs() {
        return false;
    }

    /** The table in float32. */
    Weight table(WeightSlot slot, int count, int length) {
        return slot.get(count, length);
    }

    @Override
    public final List<KerasTensor> call(Lowering g, Call call) {
        Value indices = call.tensor().value();
        Value mask = maskZero ? g.add(new CombineScalar(Binary.NOT_EQUAL, 0f), indices) : null;
        return List.of(new KerasTensor(
                g.add(new Gather(Lora.added(lora, table(embeddings, rows, columns))), Numbers.withFraction(g, indices)),
                mask));
    }
}
