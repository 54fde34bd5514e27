package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** Layers without config and weights that are called with two tensors. */
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
    public static Value second(CustomCall call, String name) {
        Object named = call.keyword(name);
        List<Value> inputs = call.inputs();
        if (named instanceof Value value) {
            return value;
        }
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("expected two tensors, got " + inputs.size());
        }
        return inputs.get(1);
    }
}
