package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.tensor.Binary;
import java.util.List;

/** What keras-bert and keras-embed-sim have for the outputs of pretraining. */
public final class Pretraining {
    private Pretraining() {}

    /**
     * {@code EmbeddingSimilarity} and {@code EmbeddingSim}: the probability of each token of a table, by products with
     * its rows; null if the config is that of another layer of this name.
     */
    public static CustomLayer similarity(CustomConfig given) {
        return given.all().containsKey("initializer") ? Pretraining::similar : null;
    }

    private static CustomFunction similar(CustomLayerBuilder layer) {
        layer.config().ignore("initializer", "regularizer", "constraint", "stop_gradient");
        CustomWeight bias = layer.config().bool("use_bias", true) ? layer.weight("bias") : null;
        return call -> {
            List<Value> inputs = two(call);
            if (call.masks().get(0) != null) {
                call.setMask(call.masks().get(0));
            }
            Value scores = call.add(new MatMul(true), inputs.get(0), inputs.get(1));
            int tokens = Parts.length(inputs.get(1).shape(), 0);
            Value sum = bias == null ? scores : Parts.add(call, scores, Parts.constant(call, bias.expect(tokens)));
            return Parts.activate(call, Activation.SOFTMAX, sum);
        };
    }

    /**
     * {@code Masked}: the first input, with a mask of the steps where the second one is not 0; null if the config is
     * that of another layer of this name.
     */
    public static CustomLayer masked(CustomConfig given) {
        if (!given.all().containsKey("return_masked")) {
            return null;
        }
        return layer -> {
            boolean returnsMask = layer.config().bool("return_masked", false);
            return call -> {
                List<Value> inputs = two(call);
                Value mask = call.masks().get(0);
                if (mask == null) {
                    throw new IllegalArgumentException("its first input has no mask");
                }
                Value chosen = Parts.with(call, Binary.NOT_EQUAL, inputs.get(1), 0);
                Value both = call.add(new Combine(Binary.MINIMUM), chosen, mask);
                call.setMask(both);
                if (returnsMask) {
                    call.alsoReturn(both);
                }
                return call.add(new Identity(), inputs.get(0));
            };
        };
    }

    private static List<Value> two(CustomCall call) {
        if (call.inputs().size() != 2) {
            throw new IllegalArgumentException(
                    "expected two tensors, got " + call.inputs().size());
        }
        return call.inputs();
    }
}
