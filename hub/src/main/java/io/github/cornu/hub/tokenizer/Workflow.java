package io.github.cornu.hub.tokenizer;

import io.github.cornu.hub.tokenizer.bytepair.Splitting;

/**
 * Which of its two ways KerasHub takes. They differ for tokenizers of byte pairs: outside of graphs nothing but special
 * tokens cuts a text into words, so that tokens may reach over spaces.
 */
public enum Workflow {
    /** That of a tokenizer that is called, and of causal language models. */
    PYTHON(Splitting.WHOLE),
    /** That of TensorFlow's graphs: of classifiers, masked and sequence-to-sequence models, and of datasets. */
    TENSORFLOW(Splitting.PATTERN);

    private final Splitting splitting;

    Workflow(Splitting splitting) {
        this.splitting = splitting;
    }

    Splitting splitting() {
        return splitting;
    }
}
