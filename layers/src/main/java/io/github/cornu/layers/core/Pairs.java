package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** Layers without config and weights that are called with two tensors, or three. */
public final class Pairs {
    private Pairs() {}

    /** {@code L1Dist} of Siamese networks: the absolute difference of two vectors. */
    public static CustomFunction distance(CustomLayerBuilder layer) {
        requireNoWeights(layer);
        return call -> {
            Value difference = Parts.subtract(call, call.inputs().get(0), second(call, "validation_embedding"));
            return Parts.unary(call, Unary.ABS, difference);
        };
    }

    /** {@code DistanceLayer} of Keras's example of triplets: the squared distances of the second and third vector. */
    public static CustomFunction distances(CustomLayerBuilder layer) {
        requireNoWeights(layer);
        return call -> {
            Value anchor = argument(call, 0, "anchor");
            Value positive = squared(call, anchor, argument(call, 1, "positive"));
            call.alsoReturn(squared(call, anchor, argument(call, 2, "negative")));
            return positive;
        };
    }

    private static Value squared(CustomCall call, Value a, Value b) {
        Value squares = Parts.unary(call, Unary.SQUARE, Parts.subtract(call, a, b));
        return call.add(new Reduce(Reduce.Kind.SUM, a.shape().rank() - 1, false), squares);
    }

    /** {@code CTCLayer} of Keras's examples: it adds a loss in training, and gives the predictions as they are. */
    public static CustomFunction ctc(CustomLayerBuilder layer) {
        requireNoWeights(layer);
        return call -> {
            call.keyword("input_length");
            call.keyword("label_length");
            return second(call, "y_pred");
        };
    }

    /** What is said of the layers of variational autoencoders that draw from a mean and a logarithm of a variance. */
    public static IllegalArgumentException random() {
        return new IllegalArgumentException(
                "it draws random numbers, in predict too; cut the model before it, in Python:"
                        + " keras.Model(encoder.inputs, [z_mean, z_log_var]), or write it in Java with"
                        + " CustomObjects.register, with numbers of its own");
    }

    private static void requireNoWeights(CustomLayerBuilder layer) {
        if (!layer.stored().isEmpty()) {
            throw new IllegalArgumentException("it has weights, and the known layer of this name has none");
        }
    }

    /** The second tensor, which some versions of Keras write by its name. */
    static Value second(CustomCall call, String name) {
        return argument(call, 1, name);
    }

    /** A tensor, which some versions of Keras write by its name. */
    public static Value argument(CustomCall call, int index, String name) {
        Object named = call.keyword(name);
        List<Value> inputs = call.inputs();
        if (named instanceof Value value) {
            return value;
        }
        if (inputs.size() <= index) {
            throw new IllegalArgumentException("called without '" + name + "', with " + inputs.size() + " tensors");
        }
        return inputs.get(index);
    }
}
