package io.github.cornu.layers.sequence;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.ActivationNames;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.reduce.ArgExtreme;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Map;

/**
 * Conditional random fields (Lafferty et al., 2001): {@code CRF} of keras_contrib, which gives a 1 for the label of
 * each step, or the probabilities of all; {@code CRF} of TensorFlow Addons, which gives the labels as numbers, the
 * scores and the lengths; and {@code ChainCRF}.
 */
public final class Crf {
    private Crf() {}

    /** The {@code CRF} that the config is of. */
    public static CustomLayer of(CustomConfig config) {
        if (config.has("learn_mode") || config.has("test_mode")) {
            return Crf::contrib;
        }
        if (config.has("use_kernel")) {
            return Crf::addons;
        }
        throw new IllegalArgumentException(
                "its config is neither that of keras_contrib's CRF, which has 'learn_mode', nor"
                        + " that of TensorFlow Addons, which has 'use_kernel'");
    }

    private static CustomFunction contrib(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("sparse_target", "unroll", "input_dim");
        int units = config.integer("units");
        boolean join = config.string("learn_mode", "join").equals("join");
        boolean decodes =
                config.string("test_mode", join ? "viterbi" : "marginal").equals("viterbi");
        CustomWeight kernel = layer.weight("kernel");
        CustomWeight chain = layer.weight("chain_kernel");
        CustomWeight bias = config.bool("use_bias", true) ? layer.weight("bias") : null;
        boolean bounded = config.bool("use_boundary", true);
        CustomWeight left = bounded ? layer.weight("left_boundary") : null;
        CustomWeight right = bounded ? layer.weight("right_boundary") : null;
        ActivationNames activation = ActivationNames.read(layer, "activation", "linear");
        return call -> {
            Weight w = kernel.expect(Parts.length(call.input().shape(), 2), units);
            Weight b = bias == null ? null : bias.expect(units);
            Value energy = activation.apply(call, call.add(new Dense(w, b, Activation.LINEAR), call.input()));
            Weight transitions = chain.expect(units, units);
            if (bounded) {
                Weight[] weights = {left.expect(units), right.expect(units)};
                energy = masked(call, CrfFunctions.boundary(CrfBoundary.CONTRIB, weights), energy);
            }
            if (call.mask() != null) {
                energy = Parts.multiply(call, energy, call.add(Reshape.expandDims(2), call.mask()));
            }
            if (!join) {
                call.passMask();
            }
            return decodes ? lowest(call, energy, transitions) : marginals(call, energy, transitions);
        };
    }

    private static Value lowest(CustomCall call, Value energy, Weight transitions) {
        float[] values = transitions.read().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
        Weight negated = Weight.of(values, transitions.shape().lengths());
        Value score = Parts.unary(call, Unary.NEGATE, energy);
        return masked(call, CrfFunctions.viterbi(Viterbi.CLOSED, negated), score);
    }

    private static Value marginals(CustomCall call, Value energy, Weight transitions) {
        Value rows = masked(call, CrfFunctions.marginals(transitions), energy);
        return call.add(new Elementwise(Activation.SOFTMAX), call.add(new Slice(1, 0, -2, 1), rows));
    }

    private static CustomFunction addons(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int units = config.integer("units");
        CustomWeight chain = layer.weight("chain_kernel");
        boolean bounded = config.bool("use_boundary", true);
        CustomWeight left = bounded ? layer.weight("left_boundary") : null;
        CustomWeight right = bounded ? layer.weight("right_boundary") : null;
        CustomInnerLayer dense =
                config.bool("use_kernel", true) ? layer.inner("_dense_layer", "Dense", Map.of("units", units)) : null;
        return call -> {
            Value score = dense == null ? call.input() : call.apply(dense, call.input());
            if (bounded) {
                Weight[] weights = {left.expect(units), right.expect(units)};
                score = masked(call, CrfFunctions.boundary(CrfBoundary.ADDONS, weights), score);
            }
            Value path = masked(call, CrfFunctions.viterbi(Viterbi.LENGTHS, chain.expect(units, units)), score);
            call.passMask();
            call.alsoReturn(score, lengths(call, path));
            return call.add(new ArgExtreme(true, 2), path);
        };
    }

    /** How many steps of each sample are valid, (batch,). */
    private static Value lengths(CustomCall call, Value path) {
        // One label of each step is 1.
        Value valid = call.mask() == null ? call.add(new Reduce(Reduce.Kind.SUM, 2, false), path) : call.mask();
        return call.add(new Reduce(Reduce.Kind.SUM, 1, false), valid);
    }

    /** {@code ChainCRF}, of which several frameworks for the labels of texts have copies. */
    public static CustomFunction chain(CustomLayerBuilder layer) {
        layer.config().ignore("init");
        CustomWeight transitions = layer.weight("U");
        CustomWeight start = layer.weight("b_start");
        CustomWeight end = layer.weight("b_end");
        return call -> {
            int labels = Parts.length(call.input().shape(), 2);
            Weight[] weights = {start.expect(labels), end.expect(labels)};
            Value score = masked(call, CrfFunctions.boundary(CrfBoundary.CHAIN, weights), call.input());
            Value path = masked(call, CrfFunctions.viterbi(Viterbi.PLAIN, transitions.expect(labels, labels)), score);
            Value mask = call.mask();
            return mask == null ? path : Parts.multiply(call, path, call.add(Reshape.expandDims(2), mask));
        };
    }

    private static Value masked(CustomCall call, JavaFunction function, Value x) {
        return call.mask() == null ? call.add(function, x) : call.add(function, x, call.mask());
    }
}
