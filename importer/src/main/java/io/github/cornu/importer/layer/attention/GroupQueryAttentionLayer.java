package io.github.cornu.importer.layer.attention;

import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.core.EinsumDenseLayer;
import java.util.List;

/** {@code keras.layers.GroupQueryAttention}: several heads of the query share one of key and value. */
public final class GroupQueryAttentionLayer extends HeadsLayer {
    private final Projections projections;

    public GroupQueryAttentionLayer(LayerConfig config, LayerFactory factory) {
        super(config, config.integer("head_dim"));
        int depth = config.integer("head_dim");
        List<Integer> queries = List.of(config.integer("num_query_heads"), depth);
        List<Integer> keys = List.of(config.integer("num_key_value_heads"), depth);
        EinsumDenseLayer query = projection("_query_dense", "query", 1, queries);
        EinsumDenseLayer key = projection("_key_dense", "key", 1, keys);
        EinsumDenseLayer gate = gate(queries);
        EinsumDenseLayer value = projection("_value_dense", "value", 1, keys);
        EinsumDenseLayer output = projection("_output_dense", "attention_output", 2, AS_THE_QUERY);
        projections = new Projections(query, key, value, gate, output);
    }

    @Override
    Projections projections() {
        return projections;
    }

    @Override
    boolean takesMasks(KerasWriter writer) {
        return false;
    }

    @Override
    boolean takesNumbers(KerasWriter writer, boolean withScores) {
        return withScores || !writer.isAtLeast(3, 7);
    }

    @Override
    List<Integer> attentionAxes(int rank) {
        if (rank != 3) {
            throw new IllegalArgumentException("expected inputs of rank 3, got rank " + rank);
        }
        return List.of(1);
    }
}
