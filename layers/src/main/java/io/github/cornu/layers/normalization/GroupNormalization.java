package io.github.cornu.layers.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Moments;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code GroupNormalization} and {@code InstanceNormalization} of TensorFlow Addons (Wu and He, 2018): the channels are
 * cut into groups, each of which is normalized by its own mean and variance. Any axis of the channels, any rank.
 */
public final class GroupNormalization {
    private GroupNormalization() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int groups = config.integer("groups", 32);
        int axis = config.integer("axis", -1);
        float epsilon = config.number("epsilon", 1e-3f);
        CustomWeight gamma = config.bool("scale", true) ? layer.weight("gamma") : null;
        CustomWeight beta = config.bool("center", true) ? layer.weight("beta") : null;
        return call -> {
            call.passMask();
            return apply(call, new Options(groups, axis, epsilon), gamma, beta);
        };
    }

    private record Options(int groups, int axis, float epsilon) {}

    private static Value apply(CustomCall call, Options options, CustomWeight gamma, CustomWeight beta) {
        Value x = call.input();
        Shape shape = x.shape();
        int axis = Parts.axis(options.axis(), shape);
        int channels = Parts.length(shape, axis);
        int groups = options.groups() == -1 ? channels : options.groups();
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels cannot be cut into " + groups + " groups");
        }
        int width = channels / groups;
        int rank = shape.rank() + 1;
        Value cut = call.add(Reshape.splitAxis(axis, Shape.of(groups, width)), x);
        List<Integer> axes =
                IntStream.range(1, rank).filter(i -> i != axis).boxed().toList();
        Moments moments = Moments.of(call, cut, axes);
        Value factor =
                Parts.unary(call, Unary.RSQRT, Parts.with(call, Binary.ADD, moments.variance(), options.epsilon()));
        int[] lengths = new int[rank];
        Arrays.fill(lengths, 1);
        lengths[axis] = groups;
        lengths[axis + 1] = width;
        Value y = Parts.multiply(call, moments.centered(), factor);
        if (gamma != null) {
            y = Parts.multiply(call, y, Parts.constant(call, shaped(gamma.expect(channels), lengths)));
        }
        if (beta != null) {
            y = Parts.add(call, y, Parts.constant(call, shaped(beta.expect(channels), lengths)));
        }
        return call.add(new Reshape(axis, axis + 2, List.of(Length.of(channels))), y);
    }

    private static Weight shaped(Weight weight, int[] lengths) {
        return Weight.of(weight.read(), lengths);
    }
}
