package io.github.cornu.hub.tokenizer.unicode;

/** Takes differences of case and of compatibility from texts, somewhat as the form NFKC_Casefold. Immutable. */
public interface CaseFolding {
    /** The folded form of code points. */
    int[] fold(int[] text);
}
