package io.github.cornu.layers.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.ActivationNames;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/**
 * {@code SeqSelfAttention} of keras-self-attention: each step becomes a sum of all steps, or of those near it, weighted
 * by softmax of additive or multiplicative scores. What is out of reach, or where both steps are masked, has 10000
 * less.
 */
public final class SelfAttention {
    private static final float OUT_OF_REACH = 10000f;

    private SelfAttention() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("attention_regularizer_weight");
        boolean past = config.bool("history_only", false);
        int width = Math.min(
                config.integer("attention_width", past ? SelfAttentionFunctions.UNLIMITED : 0),
                SelfAttentionFunctions.UNLIMITED);
        boolean both = config.bool("return_attention", false);
        boolean additive = config.string("attention_type", "additive").equals("additive");
        config.ignore("units", "use_additive_bias");
        Emission emission = additive ? additive(layer) : multiplicative(layer);
        ActivationNames activation = ActivationNames.read(layer, "attention_activation", "linear");
        return call -> {
            Value scores = activation.apply(call, emission.scores(call, call.input()));
            if (width > 0) {
                int before = past ? width - 1 : width / 2;
                JavaFunction reach = SelfAttentionFunctions.reach(before, width);
                scores = Parts.add(call, scores, call.add(reach, scores));
            }
            Value weights = Weighting.softmax(call, call.mask() == null ? scores : masked(call, scores), 2, 0);
            call.passMask();
            if (both) {
                call.alsoReturn(weights);
            }
            return call.add(new MatMul(false), weights, call.input());
        };
    }

    private static Value masked(CustomCall call, Value scores) {
        Value masked = Parts.with(call, Binary.MULTIPLY, Parts.with(call, Binary.SUBTRACT, call.mask(), 1), -1);
        Value pairs =
                Parts.multiply(call, call.add(Reshape.expandDims(2), masked), call.add(Reshape.expandDims(1), masked));
        return Parts.subtract(call, scores, Parts.with(call, Binary.MULTIPLY, pairs, OUT_OF_REACH));
    }

    private interface Emission {
        /** (batch, time, time). */
        Value scores(CustomCall call, Value x);
    }

    private static Emission additive(CustomLayerBuilder layer) {
        int units = layer.config().integer("units", 32);
        CustomWeight wt = layer.weight("Add_Wt");
        CustomWeight wx = layer.weight("Add_Wx");
        CustomWeight bh = layer.config().bool("use_additive_bias", true) ? layer.weight("Add_bh") : null;
        CustomWeight wa = layer.weight("Add_Wa");
        CustomWeight ba = layer.config().bool("use_attention_bias", true) ? layer.weight("Add_ba") : null;
        return (call, x) -> {
            int features = Parts.length(x.shape(), 2);
            Value queries = product(call, x, wt.expect(features, units), null);
            Value keys = product(call, x, wx.expect(features, units), null);
            Value sum =
                    Parts.add(call, call.add(Reshape.expandDims(2), queries), call.add(Reshape.expandDims(1), keys));
            if (bh != null) {
                sum = Parts.add(call, sum, Parts.constant(call, bh.expect(units)));
            }
            Value hidden = Parts.unary(call, Unary.TANH, sum);
            Value scores = product(call, hidden, wa.expect(units, 1), ba == null ? null : ba.expect(1));
            return call.add(Reshape.squeeze(3), scores);
        };
    }

    private static Emission multiplicative(CustomLayerBuilder layer) {
        CustomWeight wa = layer.weight("Mul_Wa");
        CustomWeight ba = layer.config().bool("use_attention_bias", true) ? layer.weight("Mul_ba") : null;
        return (call, x) -> {
            int features = Parts.length(x.shape(), 2);
            Value scores = call.add(new MatMul(true), product(call, x, wa.expect(features, features), null), x);
            return ba == null ? scores : Parts.add(call, scores, Parts.constant(call, ba.expect(1)));
        };
    }

    private static Value product(CustomCall call, Value x, Weight w, Weight b) {
        return call.add(new Dense(w, b, Activation.LINEAR), x);
    }
}
