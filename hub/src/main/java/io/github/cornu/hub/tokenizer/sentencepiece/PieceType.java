package io.github.cornu.hub.tokenizer.sentencepiece;

import io.github.cornu.ModelException;

/** What a piece of a SentencePiece vocabulary is for, in the order of their numbers in files, which begin with 1. */
enum PieceType {
    NORMAL,
    UNKNOWN,
    CONTROL,
    USER_DEFINED,
    UNUSED,
    BYTE;

    private static final PieceType[] ALL = values();

    static PieceType of(int number) {
        if (number < 1 || number > ALL.length) {
            throw new ModelException("the SentencePiece vocabulary has a piece of the unknown type " + number);
        }
        return ALL[number - 1];
    }

    /** Whether a text can contain it: the others have their ids only. */
    boolean inTexts() {
        return this == NORMAL || this == USER_DEFINED || this == UNUSED;
    }
}
