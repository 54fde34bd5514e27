package io.github.cornu.layers.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Moments;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layers called {@code InstanceNormalization} (Ulyanov et al., 2016): each channel of each sample is normalized by
 * its own mean and variance. Those of TensorFlow Addons have {@code groups} in their config, that of keras_contrib has
 * {@code axis}, and adds epsilon to the standard deviation, that of the pix2pix tutorial of TensorFlow has neither.
 */
public final class InstanceNormalization {
    private InstanceNormalization() {}

    /** The one that the config is of. */
    public static CustomLayer of(CustomConfig config) {
        if (config.has("groups")) {
            return GroupNormalization::create;
        }
        boolean contrib = config.has("center") && config.has("scale");
        return contrib ? InstanceNormalization::contrib : InstanceNormalization::tutorial;
    }

    private static CustomFunction contrib(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        boolean whole = config.value("axis") == null;
        int channels = config.integer("axis", 0);
        float epsilon = config.number("epsilon", 1e-3f);
        CustomWeight gamma = config.bool("scale", true) ? layer.weight("gamma") : null;
        CustomWeight beta = config.bool("center", true) ? layer.weight("beta") : null;
        return call -> {
            Value x = call.input();
            int rank = x.shape().rank();
            int axis = whole ? 0 : Parts.axis(channels, x.shape());
            Moments moments = Moments.of(call, x, others(rank, axis));
            Value deviation = Parts.with(call, Binary.ADD, Parts.unary(call, Unary.SQRT, moments.variance()), epsilon);
            Value y = Parts.divide(call, moments.centered(), deviation);
            int size = whole ? 1 : Parts.length(x.shape(), axis);
            if (gamma != null) {
                y = Parts.multiply(call, y, along(call, gamma.expect(size), rank, axis));
            }
            call.passMask();
            return beta == null ? y : Parts.add(call, y, along(call, beta.expect(size), rank, axis));
        };
    }

    private static CustomFunction tutorial(CustomLayerBuilder layer) {
        float epsilon = layer.config().number("epsilon", 1e-5f);
        CustomWeight scale = layer.weight("scale");
        CustomWeight offset = layer.weight("offset");
        return call -> {
            Value x = call.input();
            Shape shape = x.shape();
            if (shape.rank() != 4) {
                throw new IllegalArgumentException(
                        "expected images of shape (batch, height, width, channels), got " + shape);
            }
            int size = Parts.length(shape, 3);
            Moments moments = Moments.of(call, x, List.of(1, 2));
            Value factor = Parts.unary(call, Unary.RSQRT, Parts.with(call, Binary.ADD, moments.variance(), epsilon));
            Value y = Parts.multiply(call, moments.centered(), factor);
            y = Parts.multiply(call, y, Parts.constant(call, scale.expect(size)));
            return Parts.add(call, y, Parts.constant(call, offset.expect(size)));
        };
    }

    /** All axes of a sample but one. */
    private static List<Integer> others(int rank, int axis) {
        return IntStream.range(1, rank).filter(i -> i != axis).boxed().toList();
    }

    /** A weight of one axis, so that it is broadcast along the others. */
    private static Value along(CustomCall call, Weight weight, int rank, int axis) {
        int[] lengths = new int[rank];
        Arrays.fill(lengths, 1);
        lengths[axis] = weight.shape().size();
        return Parts.constant(call, Weight.of(weight.read(), lengths));
    }
}
