package io.github.cornu.hub.tokenizer.wordpiece;

import java.util.List;

/**
 * How a text is cut into words.
 *
 * @param lowercase whether words are folded, without differences of case and of compatibility
 * @param stripAccents whether texts are decomposed and lose all marks
 * @param split whether texts are cut at white space and punctuation; else a text is one word
 * @param splitOnCjk whether each Chinese character is a word
 * @param inTensorFlow whether characters are what they are within TensorFlow, else what they are in Python
 * @param specialTokens what is a word of its own, and stays as it is
 */
public record WordOptions(
        boolean lowercase,
        boolean stripAccents,
        boolean split,
        boolean splitOnCjk,
        boolean inTensorFlow,
        List<String> specialTokens) {
    public WordOptions {
        specialTokens = List.copyOf(specialTokens);
    }
}
