package io.github.cornu.hub.tokenizer.bytepair;

/** How a text is cut into words, within which bytes are joined. KerasHub does it in more than one way. */
public enum Splitting {
    /** As outside of TensorFlow's graphs: a text between two special tokens is one word. */
    WHOLE,
    /** As within TensorFlow's graphs: at white space and between letters, digits and others. */
    PATTERN
}
