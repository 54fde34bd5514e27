package io.github.cornu.hub.text;

import io.github.cornu.hub.tokenizer.Tokenizer;
import java.util.Arrays;

/** Texts of tokens that a model has chosen. */
final class GeneratedText {
    private GeneratedText() {}

    static String of(Tokenizer tokenizer, int[] tokens) {
        return tokenizer.detokenize(Arrays.stream(tokens)
                .filter(token -> !tokenizer.specialTokens().stripped().contains(token))
                .toArray());
    }
}
