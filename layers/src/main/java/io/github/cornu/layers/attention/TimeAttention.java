package io.github.cornu.layers.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * The layers called {@code Attention}, {@code AttentionLayer}, {@code attention}, {@code AttLayer} and {@code
 * AttentionWithContext} in notebooks: the mean of a sequence over time, weighted by what the layer has learnt. Their
 * configs hardly differ; names and shapes of their weights tell which one it is:
 *
 * <ul>
 *   <li>W (features, units), b (units,), u (units,) or (units, 1): weights exp(tanh(x W + b) u) (Yang et al., 2016)
 *   <li>W (features, 1), b (time, 1): softmax(tanh(x W + b))
 *   <li>W (features,), b (time,), so called: weights exp(tanh(x W + b)) (Raffel and Ellis, 2015)
 *   <li>W_a, U_a, V_a: {@link EncoderAttention}
 * </ul>
 */
public final class TimeAttention {
    private static final int PAIR = 2;

    private TimeAttention() {}

    /** Finds out which it is. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        List<StoredWeight> stored = layer.stored();
        if (EncoderAttention.fits(stored)) {
            return EncoderAttention.create(layer);
        }
        layer.config().ignore("step_dim", "features_dim", "attention_dim", "units", "bias", "init");
        if (isContext(stored)) {
            return context(layer, stored.size() > PAIR);
        }
        if (stored.size() == PAIR
                && ranks(stored, 2, 2)
                && stored.get(1).shape().length(1) == 1) {
            return perStep(layer, true);
        }
        if (stored.size() == PAIR && ranks(stored, 1, 1) && named(stored, "W", "b")) {
            return perStep(layer, false);
        }
        throw new IllegalArgumentException(
                "its weights " + stored.stream().map(TimeAttention::shown).toList()
                        + " are of none of the attention layers known by this name: W (features, units), b (units,), u (units,);"
                        + " W (features, 1), b (time, 1); W (features,), b (time,); W_a, U_a, V_a");
    }

    private static String shown(StoredWeight weight) {
        return weight.component() + " " + weight.shape();
    }

    private static boolean ranks(List<StoredWeight> stored, int... ranks) {
        for (int i = 0; i < ranks.length; i++) {
            if (stored.get(i).shape().rank() != ranks[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the names are these, perhaps behind others, as in attention_1_W. */
    private static boolean named(List<StoredWeight> stored, String... names) {
        for (int i = 0; i < names.length; i++) {
            if (!stored.get(i).component().matches("(.*_)?" + names[i] + "(_\\d+)?")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isContext(List<StoredWeight> stored) {
        boolean biased = stored.size() == 3;
        if (!biased && (stored.size() != PAIR || !named(stored, "W", "u"))) {
            return false;
        }
        StoredWeight w = stored.get(0);
        StoredWeight u = stored.get(stored.size() - 1);
        int units = w.shape().rank() == 2 ? w.shape().length(1) : -1;
        return w.shape().rank() == 2
                && u.shape().size() == units
                && (!biased
                        || stored.get(1).shape().rank() == 1
                                && stored.get(1).shape().size() == units);
    }

    private static CustomFunction context(CustomLayerBuilder layer, boolean biased) {
        CustomWeight w = layer.weight("W");
        CustomWeight b = biased ? layer.weight("b") : null;
        CustomWeight u = layer.weight("u");
        boolean both = layer.config().bool("return_attention", false);
        return call -> {
            int units = w.shape().length(1);
            Weight kernel = w.expect(features(call), units);
            Dense hidden = new Dense(kernel, b == null ? null : b.expect(units), Activation.of(Unary.TANH));
            Value scores =
                    call.add(new Dense(u.reshape(units, 1), null, Activation.LINEAR), call.add(hidden, call.input()));
            return weighted(call, Weighting.exponential(call, scores, call.mask()), both);
        };
    }

    /** With a bias for each time step. */
    private static CustomFunction perStep(CustomLayerBuilder layer, boolean softmax) {
        CustomWeight w = layer.weight("W");
        CustomWeight b = layer.weight("b");
        boolean both = layer.config().bool("return_attention", false);
        boolean sequences = softmax && layer.config().bool("return_sequences", false);
        return call -> {
            Dense product = new Dense(w.reshape(features(call), 1), null, Activation.LINEAR);
            Value scores = call.add(product, call.input());
            Value bias = Parts.constant(call, b.reshape(b.shape().size(), 1));
            scores = Parts.unary(call, Unary.TANH, Parts.add(call, scores, bias));
            Value weights =
                    softmax ? Weighting.softmax(call, scores, 1, 0) : Weighting.exponential(call, scores, call.mask());
            return sequences ? Parts.multiply(call, call.input(), weights) : weighted(call, weights, both);
        };
    }

    private static Value weighted(CustomCall call, Value weights, boolean both) {
        if (both) {
            call.alsoReturn(call.add(Reshape.squeeze(2), weights));
        }
        return Weighting.sum(call, call.input(), weights);
    }

    private static int features(CustomCall call) {
        if (call.input().shape().rank() != 3) {
            throw new IllegalArgumentException("expected sequences (batch, time, features), got "
                    + call.input().shape());
        }
        return Parts.length(call.input().shape(), 2);
    }
}
