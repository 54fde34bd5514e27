package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Causal attention with rotary embedding, in which groups of heads share keys and values (Ainslie et al., 2023): that
 * of Llama and its relatives. The config is the library's own:
 *
 * <ul>
 *   <li>{@code num_query_heads}, {@code num_key_value_heads}, {@code head_dim}, {@code hidden_dim}
 *   <li>{@code equations}: of the queries, of keys and values, and of the output
 *   <li>{@code use_bias}: whether queries, keys and values have biases
 *   <li>{@code norm_class} and {@code norms}: of the normalization of queries and keys, before they are turned, and the
 *       attributes that have it; none without
 *   <li>{@code scale}: of the scores
 *   <li>{@code window}: of a sliding window; none without
 *   <li>{@code logit_soft_cap}: of the scores; none without
 *   <li>what {@link Rotary} reads
 * </ul>
 */
public final class GroupedAttention {
    /** The class under which models have it. */
    static final String CLASS = "cornu_hub>GroupedAttention";

    private final CustomInnerLayer query;
    private final CustomInnerLayer key;
    private final CustomInnerLayer value;
    private final CustomInnerLayer output;
    private final CustomInnerLayer queryNorm;
    private final CustomInnerLayer keyNorm;
    private final Rotary rotary;
    private final Visibility visibility;
    private final float scale;
    private final float softCap;

    private GroupedAttention(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int heads = config.integer("num_query_heads");
        int groups = config.integer("num_key_value_heads");
        int size = config.integer("head_dim");
        if (heads < 1 || groups < 1 || heads % groups != 0 || size < 1) {
            throw new IllegalArgumentException(heads + " heads of the size " + size + " in " + groups + " groups");
        }
        List<?> equations = (List<?>) config.value("equations");
        boolean bias = config.bool("use_bias", false);
        query = projection(layer, "query_dense", equations.get(0), Arrays.asList(null, heads, size), bias);
        key = projection(layer, "key_dense", equations.get(1), Arrays.asList(null, groups, size), bias);
        value = projection(layer, "value_dense", equations.get(1), Arrays.asList(null, groups, size), bias);
        output = layer.inner(
                "output_dense",
                "EinsumDense",
                Map.of(
                        "equation",
                        equations.get(2),
                        "output_shape",
                        Arrays.asList(null, config.integer("hidden_dim"))));
        String norm = config.string("norm_class", null);
        Map<String, Object> options = Map.of("epsilon", config.number("layer_norm_epsilon", 1e-6f));
        List<?> names = (List<?>) config.value("norms");
        queryNorm = norm == null ? null : layer.inner((String) names.get(0), norm, options);
        keyNorm = norm == null ? null : layer.inner((String) names.get(1), norm, options);
        rotary = Rotary.of(config);
        scale = config.number("scale", (float) (1 / Math.sqrt(size)));
        softCap = config.number("logit_soft_cap", 0f);
        visibility = new Visibility(
                true,
                config.integer("window", 0),
                config.bool("zeros", true) ? Visibility.FullyMasked.ZERO : Visibility.FullyMasked.UNIFORM);
    }

    private static CustomInnerLayer projection(
            CustomLayerBuilder layer, String attribute, Object equation, List<Integer> shape, boolean bias) {
        String last = String.valueOf(equation).split("->")[1];
        return layer.inner(
                attribute,
                "EinsumDense",
                Parts.options(
                        "equation", equation, "output_shape", shape, "bias_axes", bias ? last.substring(2) : null));
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        return new GroupedAttention(layer)::call;
    }

    private Value call(CustomCall call) {
        Value x = call.inputs().get(0);
        Value padding = Parts.keyword(call, "padding_mask");
        Value positions = Parts.positions(call, x);
        Value q = normalized(call, queryNorm, call.apply(query, x));
        Value k = normalized(call, keyNorm, call.apply(key, x));
        Value v = call.apply(value, x);
        q = rotary.apply(call, q, positions);
        k = rotary.apply(call, k, positions);
        Value mask = padding == null ? null : call.add(Reshape.expandDims(1), Parts.ofKeys(call, padding));
        return call.apply(
                output,
                softCap == 0 ? attend(call, q, k, v, mask) : cappedScores().apply(call, q, k, v, mask));
    }

    private static Value normalized(CustomCall call, CustomInnerLayer norm, Value x) {
        return norm == null ? x : call.apply(norm, x);
    }

    private Value attend(CustomCall call, Value q, Value k, Value v, Value mask) {
        List<Value> operands = new ArrayList<>(List.of(q, k, v));
        if (mask != null) {
            operands.add(mask);
        }
        Attention attention = new Attention(1, Weight.of(new float[] {scale}), visibility);
        return call.add(attention, operands.toArray(Value[]::new));
    }

    private CappedAttention cappedScores() {
        return new CappedAttention(scale, softCap, visibility);
    }
}
