package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Length;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@code RelativeEmbedding} of DeBERTa: the vectors of relative positions, normalized, the same for all samples of the
 * sequence that it is called with: (batch, 2 bucket_size, hidden_dim).
 */
public final class RelativeEmbedding {
    private RelativeEmbedding() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int size = config.integer("hidden_dim");
        int rows = Math.multiplyExact(2, config.integer("bucket_size"));
        CustomWeight table = layer.weight("rel_embedding");
        CustomInnerLayer norm = Parts.norm(layer, "layer_norm", config.number("layer_norm_epsilon", 1e-5f));
        return call -> {
            Weight checked = table.expect(rows, size);
            Fill zeros = new Fill(List.of(Length.ofAxis(0, 0), Length.of(1), Length.of(1)), 0f);
            Value ofSamples = Parts.add(call, call.add(zeros, call.input()), Parts.constant(call, checked));
            return call.apply(norm, ofSamples);
        };
    }
}
