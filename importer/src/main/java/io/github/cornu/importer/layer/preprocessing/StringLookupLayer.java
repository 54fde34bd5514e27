package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.text.TextLookup;
import io.github.cornu.op.text.TokenText;

/**
 * {@code keras.layers.StringLookup}: texts to indices, or back. A text that is unknown, where the layer has
 * no index for these, is an error when the model runs.
 */
public final class StringLookupLayer extends TextLayer {
    private final Vocabulary<String> vocabulary;
    private final TokenHash hash;
    private final boolean inverts;
    private final String unknown;

    public StringLookupLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        inverts = config.bool("invert", false);
        String mask = config.string("mask_token", null);
        unknown = config.string("oov_token", "[UNK]");
        vocabulary = readVocabulary(mask, unknown, config.integer("num_oov_indices", 1));
        hash = TokenHash.read(config);
        config.ignore("oov_method");
    }

    @Override
    public boolean takesTexts() {
        return !inverts;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return inverts
                ? g.add(new TokenText(table(), unknown.codePoints().boxed().toList()), x)
                : super.apply(g, x);
    }

    @Override
    Vocabulary<String> vocabulary() {
        return vocabulary;
    }

    @Override
    Value lookUp(Lowering g, Value texts) {
        int buckets = vocabulary.unknown();
        int first = vocabulary.firstUnknown();
        if (buckets < 2) {
            return g.add(new TextLookup(table(), buckets == 0, first), texts);
        }
        Value found = g.add(new TextLookup(table(), false, TokenHash.NOT_FOUND), texts);
        return hash.orBucket(g, texts, found, first, buckets);
    }
}
