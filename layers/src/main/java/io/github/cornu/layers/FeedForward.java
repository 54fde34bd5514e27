package io.github.cornu.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.attention.MultiHead;
import io.github.cornu.layers.core.ActivationNames;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Map;
import java.util.Objects;

/**
 * {@code FeedForward} of keras-position-wise-feed-forward, which keras-bert has: two dense layers with an activation
 * between them. What its {@code gelu} is depends on the version of keras-bert, and files do not tell, so a program says
 * it, for all layers of a model that have this activation:
 *
 * <pre>{@code
 * CommonLayers.all("FeedForward=gelu_tanh")
 * }</pre>
 */
public enum FeedForward implements CustomLayer {
    /** Exact, by erf: {@code gelu} of Keras, and of keras-bert before it took that of keras-transformer. */
    GELU_ERF(Unary.GELU),
    /** The approximation by tanh: that of keras-transformer, and of keras-bert since then. */
    GELU_TANH(Unary.GELU_TANH);

    private static final String GELU = "gelu";

    private final Unary gelu;

    FeedForward(Unary gelu) {
        this.gelu = gelu;
    }

    /** The layer, or null if the config is that of another of this name; with gelu it is to be chosen. */
    static CustomLayer of(CustomConfig config) {
        if (!config.has("units") || !config.has("dropout_rate") || !config.has("use_bias")) {
            return null;
        }
        requireNoGelu(config);
        return GELU_ERF;
    }

    /** {@code MultiHeadAttention} of keras-multi-head, or null if the config is that of Keras's own; likewise. */
    static CustomLayer heads(CustomConfig config) {
        if (!config.has("head_num")) {
            return null;
        }
        requireNoGelu(config);
        return MultiHead::create;
    }

    private static void requireNoGelu(CustomConfig config) {
        if (isGelu(config)) {
            throw Choice.missing(
                    "its activation 'gelu' is exact, or approximated by tanh as in newer versions of keras-bert",
                    Choice.of("FeedForward", values()));
        }
    }

    /** Those objects, and what the choice says of other layers: keras-bert has a {@code gelu} for all of a file. */
    CustomObjects withOthers(CustomObjects objects) {
        CustomObjects all = this == GELU_TANH ? objects.registerActivation(GELU, Activation.of(gelu)) : objects;
        return all.registerFinder((className, config) ->
                className.endsWith("MultiHeadAttention") && config.has("head_num") ? MultiHead::create : null);
    }

    private static boolean isGelu(CustomConfig config) {
        Object activation = config.value("activation");
        return GELU.equals(activation instanceof Map<?, ?> function ? function.get("config") : activation);
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        Objects.requireNonNull(layer, "layer");
        CustomConfig config = layer.config();
        config.ignore("dropout_rate");
        int units = config.integer("units");
        boolean biased = config.bool("use_bias", true);
        ActivationNames named = isGelu(config) ? null : ActivationNames.read(layer, "activation", "linear");
        CustomWeight w1 = layer.weight("W1");
        CustomWeight b1 = biased ? layer.weight("b1") : null;
        CustomWeight w2 = layer.weight("W2");
        CustomWeight b2 = biased ? layer.weight("b2") : null;
        return call -> {
            Value x = call.input();
            int size = Parts.length(x.shape(), x.shape().rank() - 1);
            Weight bias = b1 == null ? null : b1.expect(units);
            Activation inside = named == null ? Activation.of(gelu) : Activation.LINEAR;
            Value hidden = call.add(new Dense(w1.expect(size, units), bias, inside), x);
            Value activated = named == null ? hidden : named.apply(call, hidden);
            call.passMask();
            Weight last = b2 == null ? null : b2.expect(size);
            return call.add(new Dense(w2.expect(units, size), last, Activation.LINEAR), activated);
        };
    }
}
