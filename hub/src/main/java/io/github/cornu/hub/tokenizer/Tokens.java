package io.github.cornu.hub.tokenizer;

/** Checks of tokens. */
final class Tokens {
    private Tokens() {}

    /** An id that was found. */
    static int known(Integer id, String token) {
        if (id == null) {
            throw new IllegalArgumentException("the token '" + token + "' is not in the vocabulary");
        }
        return id;
    }
}
