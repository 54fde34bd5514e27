package io.github.cornu.hub.tokenizer.wordpiece;

import io.github.cornu.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A WordPiece vocabulary (Schuster and Nakajima, 2012): words are cut into the longest pieces that are in it, from the
 * left; all but the first have the suffix indicator before them. Immutable, safe for any number of threads.
 */
public final class WordPieces {
    /** A longer word is unknown, as in TensorFlow Text. */
    private static final int MAX_BYTES = 100;

    private final List<String> tokens;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Words words;
    private final String suffixIndicator;
    private final int unknown;

    /**
     * @param tokens by id; of equal ones the last one counts
     * @param unknownToken the token for words that cannot be cut
     * @throws ModelException if that is not among them
     */
    public WordPieces(List<String> tokens, String suffixIndicator, String unknownToken, WordOptions options) {
        this.tokens = List.copyOf(tokens);
        this.suffixIndicator = suffixIndicator;
        for (int id = 0; id < this.tokens.size(); id++) {
            ids.put(this.tokens.get(id), id);
        }
        Integer id = ids.get(unknownToken);
        if (id == null) {
            throw new ModelException("the vocabulary has no '" + unknownToken + "', the token for unknown words");
        }
        unknown = id;
        words = new Words(options);
    }

    /** The ids of a text. */
    public int[] encode(String text) {
        IntStream.Builder encoded = IntStream.builder();
        for (String word : words.split(text)) {
            cut(word, encoded);
        }
        return encoded.build().toArray();
    }

    private void cut(String word, IntStream.Builder encoded) {
        if (word.isEmpty()) {
            return;
        }
        if (word.length() > MAX_BYTES || word.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            encoded.add(unknown);
            return;
        }
        int[] pieces = new int[word.length()];
        int count = 0;
        for (int start = 0; start < word.length(); count++) {
            int end = word.length();
            Integer id = null;
            while (id == null && end > start) {
                String part = word.substring(start, end);
                id = ids.get(start == 0 ? part : suffixIndicator + part);
                if (id == null) {
                    end = word.offsetByCodePoints(end, -1);
                }
            }
            if (id == null) {
                encoded.add(unknown);
                return;
            }
            pieces[count] = id;
            start = end;
        }
        for (int i = 0; i < count; i++) {
            encoded.add(pieces[i]);
        }
    }

    /**
     * The words of ids with spaces between them.
     *
     * @throws IllegalArgumentException if one is not in the vocabulary
     */
    public String decode(int[] encoded) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < encoded.length; i++) {
            String token = token(encoded[i]);
            boolean suffix = token.length() > suffixIndicator.length() && token.startsWith(suffixIndicator);
            if (i > 0 && suffix) {
                text.append(token, suffixIndicator.length(), token.length());
            } else {
                text.append(i > 0 ? " " : "").append(token);
            }
        }
        return text.toString();
    }

    /** How many tokens there are. */
    public int size() {
        return tokens.size();
    }

    /** The token of an id. */
    public String token(int id) {
        if (id < 0 || id >= tokens.size()) {
            throw new IllegalArgumentException("token " + id + " in a vocabulary of " + tokens.size() + " tokens");
        }
        return tokens.get(id);
    }

    /** The id of a token, or null. */
    public Integer id(String token) {
        return ids.get(token);
    }
}
