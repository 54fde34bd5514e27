package io.github.cornu.hub.tokenizer;

import io.github.cornu.ModelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A class of tokenizers: how it cuts texts, and its special tokens.
 *
 * @param kind how texts are cut
 * @param special tokens by name, which the vocabulary must have
 * @param fixed ids by name, whatever the vocabulary says
 */
record TokenizerFamily(Kind kind, Map<String, String> special, Map<String, Integer> fixed) {
    /** How texts are cut. */
    enum Kind {
        WORD_PIECE,
        BYTE_PAIR,
        SENTENCE_PIECE,
        GEMMA3,
        XLM_ROBERTA,
        DEBERTA
    }

    /** @param namesAndTokens a name, its token, the next name, and so on */
    static TokenizerFamily of(Kind kind, String... namesAndTokens) {
        return new TokenizerFamily(kind, Map.of(), Map.of()).with(namesAndTokens);
    }

    /** The same family with more special tokens. */
    TokenizerFamily with(String... namesAndTokens) {
        Map<String, String> more = new LinkedHashMap<>(special);
        for (int i = 0; i < namesAndTokens.length; i += 2) {
            more.put(namesAndTokens[i], namesAndTokens[i + 1]);
        }
        return new TokenizerFamily(kind, more, fixed);
    }

    /** The same family with an id that is always the same. */
    TokenizerFamily withId(String name, int id) {
        Map<String, Integer> more = new LinkedHashMap<>(fixed);
        more.put(name, id);
        return new TokenizerFamily(kind, special, more);
    }

    /** Its special tokens in a vocabulary. */
    SpecialTokens specialTokens(String className, TokenIds vocabulary) {
        Map<String, Integer> ids = new LinkedHashMap<>(fixed);
        Set<Integer> stripped = new TreeSet<>();
        special.forEach((name, token) -> {
            Integer id = vocabulary.id(token);
            if (id == null) {
                throw new ModelException(className + ": the vocabulary has no '" + token + "', the " + name);
            }
            ids.put(name, id);
            stripped.add(id);
        });
        return new SpecialTokens(ids, stripped);
    }

    /** The ids of tokens, null for those that are not in the vocabulary. */
    interface TokenIds {
        Integer id(String token);
    }
}
