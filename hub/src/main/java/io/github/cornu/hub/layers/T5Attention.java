package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.attention.MaskedSoftmax;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Map;

/**
 * {@code T5MultiHeadAttention}: attention of several heads, without scale, whose scores have a number added that
 * depends on the distance of the steps. The first layer of a stack has the table of these numbers, and gives them to
 * the others.
 *
 * <p>Inputs: the sequence of the queries, and perhaps that of keys and values. Outputs: the result, and the numbers
 * that are added to the scores, (batch, heads, queries, keys), if there are any.
 */
public final class T5Attention {
    static final String CLASS = "keras_hub>T5MultiHeadAttention";
    private static final int BUCKETS = 32;
    /** Distances from here on are alike. */
    private static final int MAX_DISTANCE = 128;

    private static final Transpose HEADS_FIRST = new Transpose(List.of(0, 2, 1, 3));

    private final boolean decoder;
    private final int heads;
    private final int size;
    private final CustomInnerLayer query;
    private final CustomInnerLayer key;
    private final CustomInnerLayer value;
    private final CustomInnerLayer output;
    private final CustomWeight table;

    private T5Attention(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout");
        decoder = config.bool("is_decoder", false);
        heads = config.integer("num_heads");
        size = config.integer("key_value_dim");
        query = projection(layer, "query_projector", Math.multiplyExact(heads, size));
        key = projection(layer, "key_projector", heads * size);
        value = projection(layer, "value_projector", heads * size);
        output = projection(layer, "output_projector", config.integer("hidden_dim"));
        table = config.bool("use_relative_attention_bias", false) ? layer.weight("embeddings") : null;
    }

    private static CustomInnerLayer projection(CustomLayerBuilder layer, String attribute, int units) {
        return layer.inner(attribute, "Dense", Map.of("units", units, "use_bias", false));
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        T5Attention attention = new T5Attention(layer);
        return layer.config().bool(Stepped.KEY, false) ? attention::step : attention::call;
    }

    private Value call(CustomCall call) {
        Value x = call.inputs().get(0);
        Value given = Parts.argument(call, 1, "key_value_states");
        Value source = given == null ? x : given;
        Value bias = Parts.keyword(call, "position_bias");
        if (bias == null && table != null) {
            bias = call.add(new Transpose(List.of(0, 3, 1, 2)), Distances.rows(call, x, byDistance()));
        }
        Value mask = Parts.ofKeys(call, Parts.keyword(call, "padding_mask"));
        Visible visible = new Visible(bias, mask, decoder && given == null);
        Value y = attend(call, call.apply(key, source), call.apply(value, source), visible);
        if (bias != null) {
            call.alsoReturn(bias);
        }
        return y;
    }

    /** Of some steps, with the keywords of {@link Stepped}. */
    private Value step(CustomCall call) {
        Value x = call.inputs().get(0);
        boolean crosses = Stepped.isCross(call);
        Stepped stepped = Stepped.of(call, crosses ? null : call.apply(key, x), crosses ? null : call.apply(value, x));
        if (stepped.projectsOnly()) {
            return stepped.projections(call);
        }
        Value bias = Parts.keyword(call, "position_bias");
        if (table != null) {
            Value rows = Distances.of(call, Parts.keyword(call, "distances"), byDistance());
            bias = call.add(new Transpose(List.of(0, 3, 1, 2)), rows);
        }
        Value y = attend(call, stepped.keys(), stepped.values(), new Visible(bias, stepped.mask(), false));
        stepped.returnNew(call);
        if (table != null) {
            call.alsoReturn(bias);
        }
        return y;
    }

    /**
     * Which keys are seen, and how.
     *
     * @param bias what is added to the scores, or null
     * @param mask (batch, queries or 1, keys), or null
     */
    private record Visible(Value bias, Value mask, boolean causal) {}

    private Value attend(CustomCall call, Value keys, Value values, Visible visible) {
        Value queries = call.apply(query, call.inputs().get(0));
        Value scores = call.add(new MatMul(true), split(call, queries), split(call, keys));
        scores = visible.bias() == null ? scores : Parts.add(call, scores, visible.bias());
        MaskedSoftmax softmax = new MaskedSoftmax(new Visibility(visible.causal(), 0, Visibility.FullyMasked.UNIFORM));
        Value shares = visible.mask() == null
                ? call.add(softmax, scores)
                : call.add(softmax, scores, call.add(Reshape.expandDims(1), visible.mask()));
        Value y = call.add(HEADS_FIRST, call.add(new MatMul(false), shares, split(call, values)));
        return call.apply(output, call.add(Reshape.mergeAxes(2, 4), y));
    }

    /** A projection as (batch, heads, steps, size). */
    private Value split(CustomCall call, Value projected) {
        return call.add(HEADS_FIRST, call.add(Reshape.splitAxis(2, Shape.of(heads, size)), projected));
    }

    private Weight byDistance() {
        float[] numbers = table.expect(BUCKETS, heads).read();
        float[] rows = new float[(2 * MAX_DISTANCE + 1) * heads];
        for (int distance = -MAX_DISTANCE; distance <= MAX_DISTANCE; distance++) {
            System.arraycopy(numbers, bucket(distance) * heads, rows, (distance + MAX_DISTANCE) * heads, heads);
        }
        return Weight.of(rows, 2 * MAX_DISTANCE + 1, heads);
    }

    /**
     * Where the table has a distance: each small one is alone, larger ones share rows.
     *
     * @param distance query - key
     */
    private int bucket(int distance) {
        int buckets = decoder ? BUCKETS : BUCKETS / 2;
        int first = !decoder && distance < 0 ? buckets : 0;
        int steps = decoder ? Math.max(distance, 0) : Math.abs(distance);
        int exact = buckets / 2;
        if (steps < exact) {
            return first + steps;
        }
        float part = (float) StrictMath.log((float) steps / exact) / (float) StrictMath.log(MAX_DISTANCE / exact);
        return first + Math.min(exact + (int) (part * (buckets - exact)), buckets - 1);
    }
}
