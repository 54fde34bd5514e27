package io.github.cornu.importer.layer.attention;

import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.core.EinsumDenseLayer;
import java.util.List;
import java.util.stream.IntStream;

/** {@code keras.layers.MultiHeadAttention}. */
public final class MultiHeadAttentionLayer extends HeadsLayer {
    private final List<Integer> axes;
    private final Projections projections;

    public MultiHeadAttentionLayer(LayerConfig config, LayerFactory factory) {
        super(config, config.integer("key_dim"));
        axes = config.integerList("attention_axes");
        int heads = config.integer("num_heads");
        int depth = config.integer("key_dim");
        int given = config.integer("value_dim", 0);
        List<Integer> keys = List.of(heads, depth);
        List<Integer> values = List.of(heads, given == 0 ? depth : given);
        EinsumDenseLayer query = projection("query_dense", "query", 1, keys);
        EinsumDenseLayer key = projection("key_dense", "key", 1, keys);
        EinsumDenseLayer gate = gate(values);
        EinsumDenseLayer value = projection("value_dense", "value", 1, values);
        List<Integer> results = config.has("output_shape") ? config.lengths("output_shape") : AS_THE_QUERY;
        EinsumDenseLayer output = projection("output_dense", "attention_output", 2, results);
        projections = new Projections(query, key, value, gate, output);
        config.ignore("query_shape", "key_shape", "value_shape");
    }

    @Override
    Projections projections() {
        return projections;
    }

    @Override
    boolean takesMasks(KerasWriter writer) {
        return writer.isAtLeast(3, 8);
    }

    @Override
    boolean takesNumbers(KerasWriter writer, boolean withScores) {
        return !writer.isAtLeast(3, 7);
    }

    @Override
    List<Integer> attentionAxes(int rank) {
        if (!config().writer().isKeras3() && axes.stream().anyMatch(axis -> axis < 0)) {
            throw new IllegalArgumentException("attention_axes below 0, which Keras 2 counts in another way");
        }
        return axes.isEmpty()
                ? IntStream.range(1, rank - 1).boxed().toList()
                : axes.stream().map(axis -> Axes.normalize(axis, rank)).toList();
    }
}
