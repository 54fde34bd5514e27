package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The tokens of a lookup layer and the indices they have: first one for the mask, if indices are the output, then those
 * for unknown tokens, then the tokens.
 *
 * @param <T> the type of a token
 */
final class Vocabulary<T> {
    private static final int MAX_OOV = 10_000_000;

    private final T mask;
    private final T unknownToken;
    private final int unknown;
    private final TokenEncoding encoding;
    private final int padded;
    private final Tensor weights;
    private final WeightSlot stored;
    private List<T> tokens;
    private boolean withSpecial;

    /**
     * Reads the options that all lookup layers have.
     *
     * @param layer whose weights they may have
     * @param given the tokens of the config, perhaps after the special ones, or null
     * @param mask the mask token, or null
     * @param unknownToken what stands for unknown tokens among those given
     * @param oov how many indices unknown tokens have
     */
    Vocabulary(KerasLayer layer, List<T> given, T mask, T unknownToken, int oov) {
        LayerConfig config = layer.config();
        this.mask = mask;
        this.unknownToken = unknownToken;
        if (oov < 0 || oov > MAX_OOV) {
            throw new IllegalArgumentException(oov + " indices of unknown tokens");
        }
        this.unknown = oov;
        encoding = TokenEncoding.read(config, "int");
        int most = config.integer("max_tokens", 0);
        padded = config.bool("pad_to_max_tokens", false) ? most : 0;
        weights = config.numbers("idf_weights");
        stored = encoding == TokenEncoding.TF_IDF
                ? layer.namedWeight("idf_weights", !config.writer().isKeras3())
                : null;
        config.ignore("vocabulary_size", "vocabulary_dtype", "has_input_vocabulary", "ragged");
        if (given != null) {
            fill(given);
        }
    }

    /** Whether the tokens are still to be read from elsewhere. */
    boolean isEmpty() {
        return tokens == null;
    }

    /** Takes the tokens, which may come after the special ones. */
    void fill(List<T> given) {
        List<T> special = new ArrayList<>(Collections.nCopies(maskIndices(), mask));
        special.addAll(Collections.nCopies(unknown, unknownToken));
        withSpecial = given.size() >= special.size()
                && given.subList(0, special.size()).equals(special);
        tokens = withSpecial ? given.subList(special.size(), given.size()) : given;
        if (new HashSet<>(tokens).size() != tokens.size()) {
            throw new IllegalArgumentException("the vocabulary has a token twice");
        }
    }

    private int depth() {
        return padded > 0 ? padded : tokens.size() + firstToken();
    }

    /** Special tokens that are not in the list of the config get the average. */
    private float[] inverseFrequencies() {
        int depth = depth();
        if (weights == null && stored.isBound()) {
            return stored.get(depth).read();
        }
        if (weights == null || weights.shape().rank() != 1) {
            throw new UnsupportedModelException("output_mode 'tf_idf' without 'idf_weights' in the file");
        }
        float[] given = weights.data();
        int front = withSpecial ? 0 : firstToken();
        if (given.length + front > depth) {
            throw new IllegalArgumentException(
                    "'idf_weights' has " + given.length + " numbers for " + depth + " tokens");
        }
        double sum = 0;
        for (float value : given) {
            sum += value;
        }
        float[] all = new float[depth];
        Arrays.fill(all, 0, front, (float) (sum / given.length));
        System.arraycopy(given, 0, all, front, given.length);
        return all;
    }

    /** The tokens without the special ones, in the order of their indices. */
    List<T> tokens() {
        return tokens;
    }

    /** The mask token, or null. */
    T mask() {
        return mask;
    }

    /** The index of the mask token; below 0 where there is none. */
    int maskIndex() {
        return encoding == TokenEncoding.INT ? 0 : -1;
    }

    private int maskIndices() {
        return mask != null && encoding == TokenEncoding.INT ? 1 : 0;
    }

    /** How many indices unknown tokens have. */
    int unknown() {
        return unknown;
    }

    /** The first index of unknown tokens. */
    int firstUnknown() {
        return maskIndices();
    }

    /** The first index of a token. */
    int firstToken() {
        return maskIndices() + unknown;
    }

    /** The output of the layer for indices. */
    Value encode(Lowering g, Value indices) {
        TokenEncoding counting = encoding == TokenEncoding.TF_IDF ? TokenEncoding.COUNT : encoding;
        Value y = counting.encode(g, indices, depth(), false, null);
        if (encoding != TokenEncoding.TF_IDF) {
            return y;
        }
        Weight factors = Weight.of(inverseFrequencies(), depth());
        return g.add(new Combine(Binary.MULTIPLY), y, g.add(new Constant(factors)));
    }
}
