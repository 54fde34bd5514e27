package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.attention.MaskedSoftmax;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Tile;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * {@code DisentangledSelfAttention} of DeBERTa (He et al., 2021): scores are the sum of those of contents, of contents
 * and relative positions, and of relative positions and contents.
 *
 * <p>Inputs: the sequence, and the vectors of relative positions, (batch, 2 bucket_size, hidden_dim).
 */
public final class DisentangledAttention {
    static final String CLASS = "keras_hub>DisentangledSelfAttention";

    private static final Transpose HEADS_FIRST = new Transpose(List.of(0, 2, 1, 3));
    private static final Transpose SWAP = new Transpose(List.of(0, 1, 3, 2));
    /** The kinds of scores that are added. */
    private static final int KINDS = 3;

    private static final int MAX_POSITIONS = 1 << 20;

    private final int heads;
    private final int longest;
    private final int span;
    private final float scale;
    private final CustomInnerLayer query;
    private final CustomInnerLayer key;
    private final CustomInnerLayer value;
    private final CustomInnerLayer output;

    private DisentangledAttention(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout");
        int hidden = config.integer("hidden_dim");
        heads = config.integer("num_heads");
        longest = config.integer("max_position_embeddings");
        span = config.integer("bucket_size");
        if (heads < 1 || hidden < heads || span < 2 || longest <= span / 2 || longest > MAX_POSITIONS) {
            throw new IllegalArgumentException(heads + " heads of vectors of the length " + hidden + ", " + span
                    + " buckets for " + longest + " positions");
        }
        scale = (float) (1 / Math.sqrt(KINDS * (hidden / heads)));
        query = projection(layer, "query_dense", hidden / heads);
        key = projection(layer, "key_dense", hidden / heads);
        value = projection(layer, "value_dense", hidden / heads);
        Map<String, Object> last =
                Map.of("equation", "abc,cd->abd", "output_shape", Arrays.asList(null, hidden), "bias_axes", "d");
        output = layer.inner("output_dense", "EinsumDense", last);
    }

    private CustomInnerLayer projection(CustomLayerBuilder layer, String attribute, int size) {
        return layer.inner(
                attribute,
                "EinsumDense",
                Map.of(
                        "equation", "abc,cde->abde",
                        "output_shape", Arrays.asList(null, heads, size),
                        "bias_axes", "de"));
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        return new DisentangledAttention(layer)::call;
    }

    private Value call(CustomCall call) {
        Value x = call.inputs().get(0);
        Value relative = Parts.argument(call, 1, "rel_embeddings");
        Value padding = Parts.keyword(call, "padding_mask");
        Value q = call.add(HEADS_FIRST, call.apply(query, x));
        Value k = call.add(HEADS_FIRST, call.apply(key, x));
        Value v = call.add(HEADS_FIRST, call.apply(value, x));
        Value places = places(call, x);
        Value toPositions = product(call, q, call.add(HEADS_FIRST, call.apply(key, relative)));
        Value fromPositions = product(call, k, call.add(HEADS_FIRST, call.apply(query, relative)));
        Value scores = Parts.add(
                call,
                product(call, q, k),
                Parts.add(
                        call,
                        call.add(new GatherRows(3), toPositions, places),
                        call.add(SWAP, call.add(new GatherRows(3), fromPositions, call.add(SWAP, places)))));
        MaskedSoftmax softmax = new MaskedSoftmax(new Visibility(false, 0, Visibility.FullyMasked.ZERO));
        Value shares = padding == null
                ? call.add(softmax, scores)
                : call.add(softmax, scores, call.add(Reshape.expandDims(1), Parts.ofKeys(call, padding)));
        Value y = call.add(HEADS_FIRST, call.add(new MatMul(false), shares, v));
        return call.apply(output, call.add(Reshape.mergeAxes(2, 4), y));
    }

    private Value product(CustomCall call, Value a, Value b) {
        return Parts.with(call, Binary.MULTIPLY, call.add(new MatMul(true), a, b), scale);
    }

    /** Which of the relative positions each pair of steps has: (batch, heads, queries, keys). */
    private Value places(CustomCall call, Value x) {
        Value ofSteps = Distances.rows(call, x, byDistance());
        return call.add(new Tile(1, heads), call.add(new Transpose(List.of(0, 3, 1, 2)), ofSteps));
    }

    private Weight byDistance() {
        float[] places = new float[2 * longest + 1];
        for (int distance = -longest; distance <= longest; distance++) {
            int bucket = distance < 0 ? -bucket(-distance) : bucket(distance);
            places[distance + longest] = Math.max(0, Math.min(2 * span - 1, bucket + span));
        }
        return Weight.of(places, places.length, 1);
    }

    /** Small distances are alone, larger ones share buckets, by their logarithms. */
    private int bucket(int distance) {
        int middle = span / 2;
        if (distance <= middle) {
            return distance;
        }
        float part = (float) StrictMath.log((float) distance / middle) * (middle - 1);
        float whole = (float) StrictMath.log((float) (longest - 1) / middle);
        return (int) StrictMath.ceil(part / whole) + middle;
    }
}
