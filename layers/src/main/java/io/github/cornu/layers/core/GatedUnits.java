package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.Map;

/**
 * {@code GatedLinearUnit} and {@code GatedResidualNetwork} of Keras's example of structured data (Lim et al., 2019),
 * with the names of attributes that it has.
 */
public final class GatedUnits {
    /** Weights of a network whose input has another length than its output. */
    private static final int PROJECTED = 12;

    private GatedUnits() {}

    /** A Dense layer times another one with a sigmoid. */
    public static CustomFunction linear(CustomLayerBuilder layer) {
        int units = layer.config().integer("units");
        CustomInnerLayer linear = dense(layer, "linear", units, "linear");
        CustomInnerLayer sigmoid = dense(layer, "sigmoid", units, "sigmoid");
        return call -> {
            Value x = call.input();
            return Parts.multiply(call, call.apply(linear, x), call.apply(sigmoid, x));
        };
    }

    /** Two Dense layers and a gate, added to the input, or a Dense layer of it, and normalized. */
    public static CustomFunction residual(CustomLayerBuilder layer) {
        layer.config().ignore("dropout_rate");
        int units = layer.config().integer("units");
        CustomInnerLayer first = dense(layer, "elu_dense", units, "elu");
        CustomInnerLayer second = dense(layer, "linear_dense", units, "linear");
        CustomInnerLayer gate = layer.inner("gated_linear_unit", "GatedLinearUnit", Map.of("units", units));
        CustomInnerLayer norm = layer.inner("layer_norm", "LayerNormalization", Map.of());
        boolean projects = layer.stored().size() == PROJECTED;
        CustomInnerLayer project = projects ? dense(layer, "project", units, "linear") : null;
        return call -> {
            Value x = call.input();
            boolean differs = x.shape().length(-1) != units;
            if (differs != projects) {
                throw new IllegalArgumentException(
                        "the file has " + layer.stored().size() + " weights for it, which are"
                                + " not those of Keras's example for an input of " + x.shape());
            }
            Value y = call.apply(gate, call.apply(second, call.apply(first, x)));
            return call.apply(norm, Parts.add(call, projects ? call.apply(project, x) : x, y));
        };
    }

    private static CustomInnerLayer dense(CustomLayerBuilder layer, String attribute, int units, String activation) {
        return layer.inner(attribute, "Dense", Map.of("units", units, "activation", activation));
    }
}
