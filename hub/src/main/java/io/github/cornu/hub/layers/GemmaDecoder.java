package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decoders of Gemma: {@link GroupedAttention} and a gated pair of dense layers, between RMS normalizations, and
 * added to their inputs. The config is the library's own: {@code attention}, that of the attention, {@code hidden_dim},
 * {@code gate_dim}, {@code layer_norm_epsilon}, {@code use_post_attention_norm} and {@code use_post_ffw_norm}.
 */
public final class GemmaDecoder {
    private static final String NORM = "keras_hub>RMSNormalization";

    private final CustomInnerLayer attention;
    private final CustomInnerLayer norm;
    private final CustomInnerLayer postNorm;
    private final CustomInnerLayer feedForwardNorm;
    private final CustomInnerLayer postFeedForwardNorm;
    private final CustomInnerLayer gate;
    private final CustomInnerLayer intermediate;
    private final CustomInnerLayer output;

    private GemmaDecoder(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        Map<String, Object> options = new LinkedHashMap<>();
        ((Map<?, ?>) config.value("attention")).forEach((key, value) -> options.put((String) key, value));
        Map<String, Object> epsilon = Map.of("epsilon", config.number("layer_norm_epsilon"));
        int inner = config.integer("gate_dim");
        norm = layer.inner("pre_attention_norm", NORM, epsilon);
        boolean post = config.bool("use_post_attention_norm", false);
        postNorm = post ? layer.inner("post_attention_norm", NORM, epsilon) : null;
        attention = layer.inner("attention", GroupedAttention.CLASS, options);
        feedForwardNorm = layer.inner("pre_ffw_norm", NORM, epsilon);
        boolean postFeedForward = config.bool("use_post_ffw_norm", false);
        postFeedForwardNorm = postFeedForward ? layer.inner("post_ffw_norm", NORM, epsilon) : null;
        gate = dense(layer, "gating_ffw", "btd,df->btf", inner, "keras_hub>gelu_approximate");
        intermediate = dense(layer, "gating_ffw_2", "btd,df->btf", inner, null);
        output = dense(layer, "ffw_linear", "btf,fd->btd", config.integer("hidden_dim"), null);
    }

    private static CustomInnerLayer dense(
            CustomLayerBuilder layer, String attribute, String equation, int units, String activation) {
        return layer.inner(
                attribute,
                "EinsumDense",
                Parts.options(
                        "equation", equation,
                        "output_shape", Arrays.asList(null, units),
                        "activation", activation));
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        return new GemmaDecoder(layer)::call;
    }

    private Value call(CustomCall call) {
        Value x = call.inputs().get(0);
        Value padding = Parts.keyword(call, "padding_mask");
        Value y = call.applyAll(attention, Parts.options("padding_mask", padding), call.apply(norm, x))
                .get(0);
        y = postNorm == null ? y : call.apply(postNorm, y);
        Value attended = Parts.add(call, x, y);
        Value z = call.apply(feedForwardNorm, attended);
        z = call.apply(output, Parts.multiply(call, call.apply(gate, z), call.apply(intermediate, z)));
        z = postFeedForwardNorm == null ? z : call.apply(postFeedForwardNorm, z);
        return Parts.add(call, z, attended);
    }
}
