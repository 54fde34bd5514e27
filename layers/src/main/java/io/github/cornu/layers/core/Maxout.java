package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;

/** {@code Maxout} of TensorFlow Addons (Goodfellow et al., 2013): the largest of every {@code num_units}-th number. */
public final class Maxout {
    private Maxout() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        int units = layer.config().integer("num_units");
        int given = layer.config().integer("axis", -1);
        return call -> {
            Value x = call.input();
            int axis = Parts.axis(given, x.shape());
            int channels = Parts.length(x.shape(), axis);
            if (units < 1 || channels % units != 0) {
                throw new IllegalArgumentException(channels + " channels for " + units + " units");
            }
            Value split = call.add(Reshape.splitAxis(axis, Shape.of(channels / units, units)), x);
            return call.add(new Reduce(Reduce.Kind.MAX, axis, false), split);
        };
    }
}
