package io.github.cornu.hub.tokenizer.sentencepiece;

import java.nio.charset.StandardCharsets;

/** Cuts a text into its characters. */
final class CharacterCutter implements Cutter {
    private final Vocabulary vocabulary;

    CharacterCutter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public Cuts cut(byte[] text) {
        Cuts cuts = new Cuts();
        for (int at = 0; at < text.length; ) {
            int kept = vocabulary.userDefined().longestPrefix(text, at, text.length);
            int length = kept > 0 ? kept : Utf8.lengthAt(text, at);
            cuts.add(vocabulary.id(new String(text, at, length, StandardCharsets.UTF_8)), at + length);
            at += length;
        }
        return cuts;
    }
}
