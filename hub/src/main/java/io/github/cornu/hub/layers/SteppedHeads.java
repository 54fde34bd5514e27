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
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.Map;

/**
 * {@code keras.layers.MultiHeadAttention} of some steps, to keys and values that were made before: those of an
 * encoder, or those of earlier steps and the steps themselves.
 */
public final class SteppedHeads {
    /** The class under which layers have it. */
    static final String CLASS = "cornu_hub>SteppedHeads";

    private final int heads;
    private final int size;
    private final CustomInnerLayer query;
    private final CustomInnerLayer key;
    private final CustomInnerLayer value;
    private final CustomInnerLayer output;

    private SteppedHeads(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        heads = config.integer("num_heads");
        size = config.integer("key_dim");
        config.ignore("dropout");
        query = projection(layer, "query_dense");
        key = projection(layer, "key_dense");
        value = projection(layer, "value_dense");
        output = layer.inner(
                "output_dense",
                "EinsumDense",
                Map.of(
                        "equation", "abcd,cde->abe",
                        "output_shape", Arrays.asList(null, Math.multiplyExact(heads, size)),
                        "bias_axes", "e"));
    }

    private CustomInnerLayer projection(CustomLayerBuilder layer, String attribute) {
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
        return new SteppedHeads(layer)::call;
    }

    private Value call(CustomCall call) {
        Value x = call.input();
        Stepped stepped = Stepped.of(call, merged(call, key, x), merged(call, value, x));
        if (stepped.projectsOnly()) {
            return stepped.projections(call);
        }
        Attention attention = new Attention(1, Weight.of(new float[] {(float) (1 / Math.sqrt(size))}), Visibility.ALL);
        Value mask = call.add(Reshape.expandDims(1), stepped.mask());
        Value y = call.add(
                attention, call.apply(query, x), split(call, stepped.keys()), split(call, stepped.values()), mask);
        stepped.returnNew(call);
        return call.apply(output, y);
    }

    private Value merged(CustomCall call, CustomInnerLayer projection, Value x) {
        return Stepped.isCross(call) ? null : call.add(Reshape.mergeAxes(2, 4), call.apply(projection, x));
    }

    private Value split(CustomCall call, Value x) {
        return call.add(Reshape.splitAxis(2, Shape.of(heads, size)), x);
    }
}
