package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.text.Lookup;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code keras.layers.IntegerLookup}: integers to indices, or back. A number that is unknown, where the layer has no
 * index for these, is an error when the model runs.
 */
public final class IntegerLookupLayer extends SingleLayer implements VocabularyOwner {
    private final boolean inverts;
    private final int unknownToken;
    private final boolean hashes;
    private final TokenHash hash;
    private final Vocabulary<Integer> vocabulary;

    public IntegerLookupLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        inverts = config.bool("invert", false);
        unknownToken = config.integer("oov_token", -1);
        int oov = config.integer("num_oov_indices", 1);
        hashes = oov > 1 && config.string("oov_method", "floormod").equals("farmhash");
        hash = TokenHash.read(config);
        Integer mask = config.has("mask_token") ? (Integer) config.integer("mask_token") : null;
        config.ignore("mask_token", "oov_method");
        vocabulary = new Vocabulary<>(this, tokens(config), mask, unknownToken, oov);
    }

    private static List<Integer> tokens(LayerConfig config) {
        Tensor given = config.numbers("vocabulary");
        if (given == null) {
            return null;
        }
        List<Integer> tokens = new ArrayList<>();
        for (float token : given.data()) {
            tokens.add((int) exact(token));
        }
        return tokens;
    }

    private static double exact(double token) {
        if (Math.abs(token) >= NumberType.EXACT) {
            throw new UnsupportedModelException("a vocabulary with numbers of " + NumberType.EXACT + " and more");
        }
        return token;
    }

    @Override
    public boolean needsVocabulary() {
        return vocabulary.isEmpty();
    }

    @Override
    public void setVocabulary(List<String> lines) {
        List<Integer> tokens = new ArrayList<>();
        for (String line : lines) {
            try {
                tokens.add((int) exact(Long.parseLong(line.strip())));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("its vocabulary has '" + line + "', which is no number", e);
            }
        }
        vocabulary.fill(tokens);
    }

    @Override
    public Value apply(Lowering g, Value x) {
        List<Float> tokens = new ArrayList<>();
        List<Float> indices = new ArrayList<>();
        int index = vocabulary.firstToken();
        for (int token : vocabulary.tokens()) {
            tokens.add((float) token);
            indices.add((float) index++);
        }
        if (inverts) {
            if (vocabulary.mask() != null) {
                indices.add(0f);
                tokens.add((float) vocabulary.mask());
            }
            return g.add(new Lookup(weight(indices), weight(tokens), 1, unknownToken), x);
        }
        if (vocabulary.mask() != null) {
            tokens.add((float) vocabulary.mask());
            indices.add((float) vocabulary.maskIndex());
        }
        int buckets = vocabulary.unknown();
        int first = vocabulary.firstUnknown();
        Lookup lookup =
                new Lookup(weight(tokens), weight(indices), hashes ? 1 : buckets, hashes ? TokenHash.NOT_FOUND : first);
        Value found = g.add(lookup, x);
        return vocabulary.encode(g, hashes ? hash.orBucket(g, x, found, first, buckets) : found);
    }

    private static Weight weight(List<Float> values) {
        float[] data = new float[values.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = values.get(i);
        }
        return Weight.of(data, data.length);
    }
}
