package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.text.TokenTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A layer that looks up texts in a vocabulary. */
abstract class TextLayer extends SingleLayer implements VocabularyOwner {
    TextLayer(LayerConfig config) {
        super(config);
    }

    abstract Vocabulary<String> vocabulary();

    /** Adds the operations that make indices of texts. */
    abstract Value lookUp(Lowering g, Value texts);

    /** The vocabulary in the config. */
    final Vocabulary<String> readVocabulary(String mask, String unknown, int oov) {
        LayerConfig config = config();
        List<String> given = config.texts("vocabulary");
        if (!config.string("encoding", "utf-8").equalsIgnoreCase("utf-8")) {
            throw new UnsupportedModelException("the encoding " + config.string("encoding", null));
        }
        return new Vocabulary<>(this, given, mask, unknown, oov);
    }

    /** The indices of all tokens, and of the mask. */
    final TokenTable table() {
        Vocabulary<String> vocabulary = vocabulary();
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
    public final boolean needsVocabulary() {
        return vocabulary().isEmpty();
    }

    @Override
    public final void setVocabulary(List<String> tokens) {
        vocabulary().fill(tokens);
    }

    @Override
    public boolean takesTexts() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (!g.isTexts(x)) {
            throw new UnsupportedModelException("an input of numbers");
        }
        return vocabulary().encode(g, lookUp(g, x));
    }
}
