package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** The head of masked language models. */
final class MaskedLm {
    private MaskedLm() {}

    /**
     * The task of a backbone.
     *
     * @param x its vectors
     */
    static Net of(Backbone backbone, Ref x, Object activation) {
        Net net = backbone.net();
        Ref places = net.tokens("mask_positions");
        Map<String, Object> embedding = backbone.embedding(Map.of());
        embedding.put("name", Embeddings.TOKENS);
        Map<String, Object> config = options(
                "hidden_dim", embedding.get("output_dim"),
                "vocabulary_size", backbone.args().integer("vocabulary_size"),
                "token_embedding", Map.of("class_name", "ReversibleEmbedding", "config", embedding),
                "intermediate_activation", activation,
                "layer_norm_epsilon", 1e-5);
        return net.output(
                net.layer("keras_hub>MaskedLMHead", "mlm_head", config).call(List.of(x, places), Map.of()));
    }
}
