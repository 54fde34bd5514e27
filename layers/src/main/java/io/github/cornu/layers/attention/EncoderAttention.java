package io.github.cornu.layers.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code AttentionLayer} of attention_keras (Bahdanau et al., 2015): called with the outputs of an encoder and of a
 * decoder, it gives, for each step of the decoder, the sum of the encoder's steps weighted by softmax(tanh(e W_a + d
 * U_a) V_a), and these weights.
 */
final class EncoderAttention {
    private static final int WEIGHTS = 3;

    private EncoderAttention() {}

    /** Whether the weights are of this layer. */
    static boolean fits(List<StoredWeight> stored) {
        if (stored.size() != WEIGHTS
                || stored.stream().anyMatch(weight -> weight.shape().rank() != 2)) {
            return false;
        }
        int units = stored.get(0).shape().length(1);
        return stored.get(0).shape().length(0) == units
                && stored.get(1).shape().length(1) == units
                && stored.get(2).shape().length(0) == units
                && stored.get(2).shape().length(1) == 1;
    }

    static CustomFunction create(CustomLayerBuilder layer) {
        CustomWeight w = layer.weight("W_a");
        CustomWeight u = layer.weight("U_a");
        CustomWeight v = layer.weight("V_a");
        return call -> {
            if (call.inputs().size() != 2) {
                throw new IllegalArgumentException("expected the outputs of an encoder and of a decoder, got "
                        + call.inputs().size() + " inputs");
            }
            Value encoder = call.inputs().get(0);
            int size = Parts.length(encoder.shape(), 2);
            int units = w.shape().length(1);
            Value keys = product(call, encoder, w.expect(size, units));
            Value queries =
                    product(call, call.inputs().get(1), u.expect(u.shape().length(0), units));
            Value hidden =
                    Parts.add(call, call.add(Reshape.expandDims(1), keys), call.add(Reshape.expandDims(2), queries));
            Value scores = product(call, Parts.unary(call, Unary.TANH, hidden), v.expect(units, 1));
            Value weights = call.add(new Elementwise(Activation.SOFTMAX), call.add(Reshape.squeeze(3), scores));
            call.alsoReturn(weights);
            return call.add(new MatMul(false), weights, encoder);
        };
    }

    private static Value product(CustomCall call, Value x, Weight w) {
        return call.add(new Dense(w, null, Activation.LINEAR), x);
    }
}
