package io.github.cornu.hub.tokenizer.bytepair;

import io.github.cornu.ModelException;
import io.github.cornu.hub.tokenizer.unicode.Texts;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A vocabulary of byte-pair encoding (Sennrich et al., 2016), over bytes as in GPT-2. Immutable, safe for any number of
 * threads.
 */
public final class BytePairs {
    private static final int MISSING = -1;

    private final Map<String, Integer> ids;
    private final Map<Integer, String> tokens = new HashMap<>();
    private final int[] byteIds = new int[256];
    private final Merges merges;
    private final TokenFinder unsplittable;

    /**
     * @param ids by token
     * @param mergeLines two tokens a line, the most important first
     * @param unsplittable tokens that are found in texts before all others
     * @throws ModelException if a merge names a token that is not in the vocabulary, or an unsplittable token is not
     */
    public BytePairs(Map<String, Integer> ids, List<String> mergeLines, Collection<String> unsplittable) {
        this.ids = new HashMap<>(ids);
        ids.forEach((token, id) -> tokens.put(id, token));
        for (String token : unsplittable) {
            if (!ids.containsKey(token)) {
                throw new ModelException("the vocabulary has no '" + token + "', which texts may hold");
            }
        }
        for (int b = 0; b < byteIds.length; b++) {
            byteIds[b] = ids.getOrDefault(String.valueOf(ByteAlphabet.character(b)), MISSING);
        }
        merges = new Merges(ids, mergeLines);
        this.unsplittable = new TokenFinder(unsplittable);
    }

    /**
     * The ids of a text.
     *
     * @param prefixSpace whether a space is put before the text
     */
    public int[] encode(String text, Splitting splitting, boolean prefixSpace) {
        IntStream.Builder encoded = IntStream.builder();
        String whole = Texts.wellFormed(text);
        if (splitting == Splitting.PATTERN) {
            encodeByPattern(prefixSpace ? " " + whole : whole, encoded);
        } else {
            for (TokenFinder.Part part : unsplittable.split(whole)) {
                if (part.isToken()) {
                    encoded.add(ids.get(part.text()));
                } else {
                    boolean space = prefixSpace && !part.text().startsWith(" ");
                    encodeWord(space ? " " + part.text() : part.text(), false, encoded);
                }
            }
        }
        return encoded.build().toArray();
    }

    private void encodeByPattern(String text, IntStream.Builder encoded) {
        String marked = Texts.string(PatternSplitter.marked(Texts.codePoints(text)));
        // TensorFlow takes the zero for the end of the text.
        int zero = marked.indexOf(0);
        for (TokenFinder.Part part : unsplittable.split(zero < 0 ? marked : marked.substring(0, zero))) {
            if (part.isToken()) {
                encoded.add(ids.get(part.text()));
                continue;
            }
            for (int[] word : PatternSplitter.words(Texts.codePoints(part.text()))) {
                encodeWithStandIns(Texts.string(word), encoded);
            }
        }
    }

    /** What KerasHub puts in place of unsplittable tokens for a while becomes the token wherever it came from. */
    private void encodeWithStandIns(String word, IntStream.Builder encoded) {
        String text = unsplittable.replaceStandIns(word);
        if (unsplittable.contains(text)) {
            encoded.add(ids.get(text));
        } else {
            encodeWord(text, true, encoded);
        }
    }

    /** Within graphs a byte that is not in the vocabulary has the id -1, outside it is left out. */
    private void encodeWord(String word, boolean keepMissing, IntStream.Builder encoded) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] symbols = new int[bytes.length];
        int count = 0;
        for (byte value : bytes) {
            int id = byteIds[value & 0xff];
            if (id != MISSING) {
                symbols[count++] = id;
            } else if (keepMissing) {
                // What is not in the vocabulary is in no merge.
                symbols[count++] = Integer.MAX_VALUE;
            }
        }
        count = merges.join(symbols, count);
        for (int i = 0; i < count; i++) {
            encoded.add(symbols[i] == Integer.MAX_VALUE ? MISSING : symbols[i]);
        }
    }

    /**
     * The text of ids. Bytes that are no UTF-8 become U+FFFD, but are left out as within TensorFlow's graphs.
     *
     * @throws IllegalArgumentException if one is not in the vocabulary
     */
    public String decode(int[] encoded, Splitting splitting) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * encoded.length);
        for (int id : encoded) {
            bytes.writeBytes(ByteAlphabet.bytes(token(id)));
        }
        if (splitting == Splitting.WHOLE) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.IGNORE)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many tokens there are. */
    public int size() {
        return ids.size();
    }

    /** The token of an id. */
    public String token(int id) {
        String token = tokens.get(id);
        if (token == null) {
            throw new IllegalArgumentException("token " + id + " in a vocabulary of " + ids.size() + " tokens");
        }
        return token;
    }

    /** The id of a token, or null. */
    public Integer id(String token) {
        return ids.get(token);
    }
}
