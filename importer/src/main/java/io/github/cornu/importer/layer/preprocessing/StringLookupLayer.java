package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.text.TextLookup;

/**
 * {@code keras.layers.StringLookup}: texts to indices. A text that is unknown, where the layer has no index for these, is
 * an error when the model runs.
 */
public final class StringLookupLayer extends TextLayer {
    private final Vocabulary<String> vocabulary;

    public StringLookupLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        if (config.bool("invert", false)) {
            throw new UnsupportedModelException("texts as outputs");
        }
        String mask = config.string("mask_token", null);
        String unknown = config.string("oov_token", "[UNK]");
        int oov = config.integer("num_oov_indices", 1);
        vocabulary = readVocabulary(mask, unknown, oov);
        config.ignore("oov_method", "salt");
        if (oov > 1) {
            throw new UnsupportedModelException("hashing of unknown texts");
        }
    }

    @Override
    Vocabulary<String> vocabulary() {
        return vocabulary;
    }

    @Override
    Value lookUp(Lowering g, Value texts) {
        return g.add(new TextLookup(table(), vocabulary.unknown() == 0, vocabulary.firstUnknown()), texts);
    }
}
