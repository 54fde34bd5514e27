package io.github.cornu.hub.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.hub.layers.Parts;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Pad;
import java.util.Map;

/** Short names for what layers of images are composed of, whose axes are (batch, height, width, channels). */
final class ImageParts {
    private ImageParts() {}

    /** An inner Conv2D. */
    static CustomInnerLayer convolution(CustomLayerBuilder layer, String attribute, Map<String, ?> config) {
        return layer.inner(attribute, "Conv2D", config);
    }

    /** An inner Conv2D of single pixels, without a bias. */
    static CustomInnerLayer pointwise(CustomLayerBuilder layer, String attribute, int filters) {
        return convolution(layer, attribute, Map.of("filters", filters, "kernel_size", 1, "use_bias", false));
    }

    /** An inner BatchNormalization. */
    static CustomInnerLayer norm(CustomLayerBuilder layer, String attribute, double epsilon) {
        return layer.inner(attribute, "BatchNormalization", Map.of("epsilon", epsilon));
    }

    /** An inner Activation. */
    static CustomInnerLayer activation(CustomLayerBuilder layer, String attribute, Object activation) {
        return layer.inner(attribute, "Activation", Parts.options("activation", activation));
    }

    /** Zeros around an image; of 0 pixels none. */
    static Value pad(CustomCall call, Value x, int count) {
        return count == 0 ? x : call.add(new Pad(2, count, count, 0f), call.add(new Pad(1, count, count, 0f), x));
    }

    /** An image times the weights that two layers make of the averages of its channels. */
    static Value weighted(CustomCall call, Value x, CustomInnerLayer reduce, CustomInnerLayer expand) {
        return Parts.multiply(call, x, call.apply(expand, call.apply(reduce, mean(call, x))));
    }

    /** The mean of all pixels, as an image of one. */
    static Value mean(CustomCall call, Value x) {
        Value rows = call.add(new Reduce(Reduce.Kind.MEAN, 2, true), x);
        return call.add(new Reduce(Reduce.Kind.MEAN, 1, true), rows);
    }
}
