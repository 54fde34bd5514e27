package io.github.cornu.hub.tokenizer.sentencepiece;

/** How a normalized text is cut into pieces. Immutable. */
interface Cutter {
    /**
     * The pieces of a text.
     *
     * @param text well-formed UTF-8
     */
    Cuts cut(byte[] text);
}
