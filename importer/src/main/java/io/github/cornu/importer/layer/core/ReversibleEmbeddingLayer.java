package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lora;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code keras.layers.ReversibleEmbedding}: an Embedding that, called with {@code reverse=True}, computes the logits of
 * the tokens from vectors.
 */
class ReversibleEmbeddingLayer extends KerasLayer {
    /** Of models whose config does not tell: the table is tied if the file has no other one. */
    private static final String AS_STORED = "as_stored";

    private final int rows;
    private final int columns;
    private final boolean maskZero;
    private final float softCap;
    private final WeightSlot embeddings;
    private final Lora lora;
    private final WeightSlot reverse;
    private final boolean tiedIfStored;
    private final boolean mayBeUntied;

    ReversibleEmbeddingLayer(LayerConfig config) {
        this(config, false);
    }

    /** @param quantized whether a subclass declares the weights that come after the table */
    ReversibleEmbeddingLayer(LayerConfig config, boolean quantized) {
        super(config);
        rows = config.integer("input_dim");
        columns = config.integer("output_dim");
        maskZero = config.bool("mask_zero", false);
        softCap = config.number("logit_soft_cap", 0);
        if (!config.string("reverse_dtype", "float32").equals("float32")) {
            throw new UnsupportedModelException("it computes in " + config.string("reverse_dtype", null));
        }
        embeddings = quantized ? nonTrainableWeight("embeddings") : Lora.weight(this, "embeddings");
        lora = Lora.of(this, "embeddings");
        tiedIfStored = AS_STORED.equals(config.value("tie_weights"));
        mayBeUntied = tiedIfStored || !config.bool("tie_weights", true);
        reverse = mayBeUntied && !quantized ? weight("reverse_embeddings") : null;
    }

    /** Whether there may be another table for the scores. */
    final boolean mayBeUntied() {
        return mayBeUntied;
    }

    /** Whether there is one if the file has it. */
    final boolean isTiedIfStored() {
        return tiedIfStored;
    }

    @Override
    public List<WeightSlot> leftOut() {
        return tiedIfStored ? List.of(reverse) : List.of();
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        if (!(call.arguments().get(0) instanceof KerasTensor input)) {
            throw new IllegalArgumentException("called without a tensor");
        }
        boolean second = call.arguments().size() > 1
                && Boolean.TRUE.equals(call.arguments().get(1));
        if (second || call.flag("reverse")) {
            return List.of(KerasTensor.of(scores(g, input.value())));
        }
        Value mask = maskZero ? g.add(new CombineScalar(Binary.NOT_EQUAL, 0f), input.value()) : null;
        return List.of(new KerasTensor(
                g.add(
                        new Gather(Lora.added(lora, table(embeddings, rows, columns))),
                        Numbers.withFraction(g, input.value())),
                mask));
    }

    /** The table in float32. */
    Weight table(WeightSlot slot, int count, int length) {
        return slot.get(count, length);
    }

    /** The product of vectors and the table, whose columns they are as long as. */
    Value product(Lowering g, Value x, WeightSlot slot, int count, int length) {
        Weight kernel = reverse == null || tiedIfStored && !reverse.isBound()
                ? ComputedWeight.transposed(Lora.added(lora, slot.get(count, length)), "ab", "ba")
                : reverse.get(length, count);
        return g.add(new Dense(kernel, null, Activation.LINEAR), x);
    }

    private Value scores(Lowering g, Value x) {
        Value y = product(g, x, embeddings, rows, columns);
        if (softCap == 0f) {
            return y;
        }
        Value bent = Numbers.unary(g, Unary.TANH, g.add(new CombineScalar(Binary.DIVIDE, softCap), y));
        return g.add(new CombineScalar(Binary.MULTIPLY, softCap), bent);
    }
}
