package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.attention.AdditiveAttention;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.AttentionOp;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code keras.layers.Attention} and {@code AdditiveAttention} of [query, value] or [query, value, key]. Scores are q ·
 * k, or the sum of tanh(q + k) over the features, which are weighted if the layer has a weight for that.
 */
public final class DenseAttentionLayer extends KerasLayer {
    private final boolean additive;
    private final boolean perFeature;
    private final boolean causal;
    private final WeightSlot scale;
    private final WeightSlot concatWeight;

    public DenseAttentionLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        perFeature = config.className().equals("AdditiveAttention");
        String mode = perFeature ? "concat" : config.string("score_mode", "dot");
        if (!mode.equals("dot") && !mode.equals("concat")) {
            throw new IllegalArgumentException("unknown score_mode '" + mode + "'");
        }
        additive = mode.equals("concat");
        causal = config.bool("causal", false);
        config.ignore("dropout");
        scale = config.bool("use_scale", perFeature) ? weight("scale") : null;
        concatWeight = additive && !perFeature ? weight("concat_score_weight") : null;
    }

    @Override
    public String streamAdvice() {
        return AttentionMasks.STREAM_ADVICE;
    }

    @Override
    public boolean changesInTraining() {
        return config().number("dropout", 0) != 0;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        call.rejectAfter(1);
        List<KerasTensor> inputs = call.tensors();
        if (inputs.size() < 2 || inputs.size() > 3) {
            throw new IllegalArgumentException("called with " + inputs.size() + " inputs, expected 2 or 3");
        }
        List<Value> masks = call.masks();
        Value queryMask = masks.isEmpty() ? null : masks.get(0);
        Value valueMask = masks.size() < 2 ? null : masks.get(1);
        boolean returnsScores = call.flag("return_attention_scores");
        boolean onlyPast = call.flag("use_causal_mask") || causal;
        Visibility visibility = new Visibility(onlyPast, 0, Visibility.FullyMasked.UNIFORM);

        Value query = inputs.get(0).value();
        Value value = inputs.get(1).value();
        Value key = inputs.get(inputs.size() - 1).value();
        Value mask = valueMask == null ? null : AttentionMasks.ofKeys(g, valueMask);
        List<Value> results = attended(g, query, key, value, mask, visibility);
        Value y = results.get(0);
        if (queryMask != null) {
            y = seen(g, y, AttentionMasks.ofQueries(g, queryMask));
        }
        KerasTensor output = new KerasTensor(y, queryMask);
        return returnsScores ? List.of(output, KerasTensor.of(results.get(1))) : List.of(output);
    }

    /** The results of queries that are not masked: until Keras 3.14 the mask is a factor. */
    private static Value seen(Lowering g, Value y, Value mask) {
        return g.writer().isAtLeast(3, 15)
                ? g.add(new Where(), mask, y, Numbers.number(g, 0))
                : g.add(new Combine(Binary.MULTIPLY), y, mask);
    }

    /** The result and the attention weights, of one head. */
    private List<Value> attended(Lowering g, Value query, Value key, Value value, Value mask, Visibility visibility) {
        int rank = query.shape().rank();
        List<Value> operands = new ArrayList<>();
        for (Value x : List.of(query, key, value)) {
            operands.add(g.add(Reshape.expandDims(x.shape().rank() - 1), x));
        }
        if (mask != null) {
            operands.add(AttentionMasks.forScores(g, mask, rank + 1, 2));
        }
        List<Value> attended = g.addAll(attention(query.shape().length(-1), visibility), operands);
        return List.of(
                g.add(Reshape.squeeze(rank - 1), attended.get(0)), g.add(Reshape.squeeze(rank - 2), attended.get(1)));
    }

    private AttentionOp attention(int features, Visibility visibility) {
        Weight factor = scale == null || perFeature ? null : scale.get();
        return additive
                ? new AdditiveAttention(factor, weights(features), visibility)
                : new Attention(1, factor, visibility);
    }

    /** The weights of the features in the sum. */
    private Weight weights(int features) {
        Shape all = Shape.of(features);
        if (features < 0) {
            throw new IllegalArgumentException("the last axis of its inputs is free");
        }
        if (perFeature && scale != null) {
            return scale.get(features);
        }
        return new ComputedWeight(all, () -> {
            float[] equal = new float[features];
            Arrays.fill(equal, concatWeight == null ? 1f : concatWeight.get().read()[0]);
            return equal;
        });
    }
}
