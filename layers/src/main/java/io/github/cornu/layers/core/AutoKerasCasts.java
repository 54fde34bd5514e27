package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * What AutoKeras puts in front of its models: {@code CastToFloat32}, {@code ExpandLastDim} and {@code
 * MultiCategoryEncoding}, of numbers.
 */
public final class AutoKerasCasts {
    private AutoKerasCasts() {}

    /** Numbers are floats here already. */
    public static CustomFunction castToFloat32(CustomLayerBuilder layer) {
        return call -> call.input();
    }

    /** Adds a last axis of length 1. */
    public static CustomFunction expandLastDim(CustomLayerBuilder layer) {
        return call -> call.add(Reshape.expandDims(call.input().shape().rank()), call.input());
    }

    /** Numbers as they are, but 0 for those that are missing. */
    public static CustomFunction encoding(CustomLayerBuilder layer) {
        Object given = layer.config().value("encoding");
        List<?> columns = given instanceof List<?> list ? list : List.of();
        if (columns.contains("int")) {
            throw new IllegalArgumentException("MultiCategoryEncoding with columns of categories ('int') is not"
                    + " supported: what the words are is not in the layer's config");
        }
        return call -> {
            Value x = call.input();
            if (x.shape().length(-1) != columns.size()) {
                throw new IllegalArgumentException(columns.size() + " columns, and an input of " + x.shape());
            }
            Value missing = call.add(new Combine(Binary.NOT_EQUAL), x, x);
            Value zero = Parts.constant(call, Weight.of(new float[1], 1));
            return call.add(new Where(), missing, zero, x);
        };
    }
}
