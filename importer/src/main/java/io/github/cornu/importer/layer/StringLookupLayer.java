package io.github.cornu.importer.layer;

import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.TextLookup;
import io.github.cornu.op.TokenTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code keras.layers.StringLookup}: texts to indices. A text that is unknown, where the layer has no index for these, is
 * an error when the model runs.
 */
final class StringLookupLayer extends SingleLayer implements VocabularyOwner {
    private final Vocabulary<String> vocabulary;

    StringLookupLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        if (config.bool("invert", false)) {
            throw new UnsupportedModelException("texts as outputs");
        }
        String mask = config.string("mask_token", null);
        String unknown = config.string("oov_token", "[UNK]");
        int oov = config.integer("num_oov_indices", 1);
        vocabulary = read(this, mask, unknown, oov);
        config.ignore("oov_method", "salt");
        if (oov > 1) {
            throw new UnsupportedModelException("hashing of unknown texts");
        }
    }

    /** The vocabulary in the config of a layer for texts. */
    static Vocabulary<String> read(KerasLayer layer, String mask, String unknown, int oov) {
        LayerConfig config = layer.config();
        List<String> given = config.texts("vocabulary");
        if (!config.string("encoding", "utf-8").equalsIgnoreCase("utf-8")) {
            throw new UnsupportedModelException("the encoding " + config.string("encoding", null));
        }
        if (TokenEncoding.read(config, "int") == TokenEncoding.TF_IDF
                && !config.writer().isKeras3()) {
            layer.nonTrainableWeight("idf_weights");
        }
        return new Vocabulary<>(config, given, mask, unknown, oov);
    }

    /** The indices of all tokens, and of the mask. */
    static TokenTable table(Vocabulary<String> vocabulary) {
        Map<String, Float> indices = new HashMap<>();
        int index = vocabulary.firstToken();
        for (String token : vocabulary.tokens()) {
            indices.put(token, (float) index++);
        }
        if (vocabulary.mask() != null) {
            indices.put(vocabulary.mask(), (float) vocabulary.maskIndex());
        }
        return new TokenTable(indices);
    }

    @Override
    public boolean needsVocabulary() {
        return vocabulary.isEmpty();
    }

    @Override
    public void setVocabulary(List<String> tokens) {
        vocabulary.fill(tokens);
    }

    @Override
    boolean takesTexts() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        requireTexts(g, x);
        TextLookup lookup = new TextLookup(table(vocabulary), vocabulary.unknown() == 0, vocabulary.firstUnknown());
        return vocabulary.encode(g, g.add(lookup, x));
    }

    /** Refuses numbers. */
    static void requireTexts(Lowering g, Value x) {
        if (!g.isTexts(x)) {
            throw new UnsupportedModelException("an input that is not one of the model's inputs of texts");
        }
    }
}
