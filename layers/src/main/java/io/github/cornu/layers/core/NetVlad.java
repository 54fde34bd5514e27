package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Map;

/**
 * {@code NetVLAD} of TensorFlow Addons (Arandjelović et al., 2016): for each cluster the sum of how far the steps of a
 * sequence are from its center, weighed by how much they are of the cluster.
 */
public final class NetVlad {
    private static final Transpose TURNED = new Transpose(List.of(0, 2, 1));
    private static final double SMALLEST = 1e-12;

    private NetVlad() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        int clusters = layer.config().integer("num_clusters");
        CustomWeight centers = layer.weight("cluster_centers");
        CustomInnerLayer shares = layer.inner("fc", "Dense", Map.of("units", clusters, "activation", "softmax"));
        return call -> {
            Value x = call.input();
            if (x.shape().rank() != 3) {
                throw new IllegalArgumentException("expected sequences, got " + x.shape());
            }
            int size = Parts.length(x.shape(), 2);
            Value share = call.apply(shares, x);
            Value sums = call.add(TURNED, call.add(new MatMul(false), call.add(TURNED, share), x));
            Value center = Parts.constant(call, centers.expect(1, size, clusters));
            Value expected = Parts.multiply(call, Parts.sum(call, share, 1), center);
            Value apart = normalized(call, Parts.subtract(call, sums, expected));
            return normalized(call, call.add(Reshape.mergeAxes(1, 3), apart));
        };
    }

    /** Of length 1 along axis 1. */
    private static Value normalized(CustomCall call, Value x) {
        Value squares = Parts.sum(call, Parts.unary(call, Unary.SQUARE, x), 1);
        Value limited = Parts.with(call, Binary.MAXIMUM, squares, SMALLEST);
        return Parts.multiply(call, x, Parts.unary(call, Unary.RSQRT, limited));
    }
}
