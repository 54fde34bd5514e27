package io.github.cornu.layers.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.ActivationNames;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code MultiHeadAttention} of keras-multi-head, which keras-bert has: called with a sequence, or with queries, keys
 * and values, of which each is projected. Scores of keys that are masked, or after the query with {@code history_only},
 * have 10000 less.
 */
public final class MultiHead {
    private static final List<String> PROJECTIONS = List.of("q", "k", "v", "o");
    private static final List<Integer> HEADS_FIRST = List.of(0, 2, 1, 3);

    private final int heads;
    private final boolean past;
    private final ActivationNames activation;
    private final List<CustomWeight> kernels = new ArrayList<>();
    private final List<CustomWeight> biases = new ArrayList<>();

    private MultiHead(CustomLayerBuilder layer) {
        heads = layer.config().integer("head_num");
        past = layer.config().bool("history_only", false);
        activation = ActivationNames.read(layer, "activation", "linear");
        boolean biased = layer.config().bool("use_bias", true);
        for (String projection : PROJECTIONS) {
            kernels.add(layer.weight("W" + projection));
            biases.add(biased ? layer.weight("b" + projection) : null);
        }
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        return new MultiHead(layer)::call;
    }

    private Value call(CustomCall call) {
        List<Value> inputs = Weighting.inputs(call);
        int size = Parts.length(inputs.get(2).shape(), 2);
        if (heads < 1 || size % heads != 0) {
            throw new IllegalArgumentException(heads + " heads for values of the length " + size);
        }
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Value projected = projected(call, i, inputs.get(i), size);
            Value split = call.add(Reshape.splitAxis(2, Shape.of(heads, size / heads)), projected);
            parts.add(call.add(new Transpose(HEADS_FIRST), split));
        }
        Value products = call.add(new MatMul(true), parts.get(0), parts.get(1));
        Value weights = Weighting.ofProducts(call, products, size / heads, past);
        Value attended = call.add(new Transpose(HEADS_FIRST), call.add(new MatMul(false), weights, parts.get(2)));
        return projected(call, inputs.size(), call.add(Reshape.mergeAxes(2, 4), attended), size);
    }

    private Value projected(CustomCall call, int projection, Value x, int size) {
        CustomWeight bias = biases.get(projection);
        Dense dense = new Dense(
                kernels.get(projection).expect(Parts.length(x.shape(), 2), size),
                bias == null ? null : bias.expect(size),
                Activation.LINEAR);
        return activation.apply(call, call.add(dense, x));
    }
}
