package io.github.cornu.hub.layers;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.normalization.LayerNorm;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/**
 * RMS normalization (Zhang and Sennrich, 2019) of the last axis: x / sqrt(mean of x² + epsilon), times a scale, to
 * which Gemma adds 1.
 */
public final class RmsNorm {
    private RmsNorm() {}

    /** That of Llama and its relatives. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        return create(layer, 0);
    }

    /** That of Gemma. */
    public static CustomFunction ofGemma(CustomLayerBuilder layer) {
        return create(layer, 1);
    }

    private static CustomFunction create(CustomLayerBuilder layer, float added) {
        float epsilon = layer.config().number("epsilon", 1e-6f);
        layer.config().ignore("hidden_dim");
        CustomWeight scale = layer.weight("scale");
        return call -> {
            Weight checked = scale.expect(call.input().shape().length(-1));
            Weight factor = added == 0 ? checked : new Raised(checked, added);
            return call.add(new LayerNorm(1, factor, null, epsilon, LayerNorm.Center.NOTHING), call.input());
        };
    }

    /** A weight with a number added to each of its elements. */
    private record Raised(Weight weight, float added) implements Weight {
        @Override
        public Shape shape() {
            return weight.shape();
        }

        @Override
        public float[] read() {
            float[] values = weight.read().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += added;
            }
            return values;
        }
    }
}
