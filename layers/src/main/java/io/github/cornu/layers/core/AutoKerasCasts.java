package io.github.cornu.layers.core;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.shape.Reshape;

/** What AutoKeras puts in front of its models: {@code CastToFloat32} and {@code ExpandLastDim}. */
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
}
