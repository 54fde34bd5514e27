package io.github.cornu.hub.tokenizer.sentencepiece;

import java.nio.charset.StandardCharsets;

/** Texts as UTF-8. */
final class Utf8 {
    private static final String REPLACEMENT = "\uFFFD";

    private Utf8() {}

    /** The length of the character that begins at a place of well-formed UTF-8. */
    static int lengthAt(byte[] text, int at) {
        int lead = text[at] & 0xff;
        int length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        return Math.min(length, text.length - at);
    }

    /** Bytes as a text, with U+FFFD for each byte that belongs to no character. */
    static String decodeEachByte(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = lengthAt(bytes, at);
            String character = new String(bytes, at, length, StandardCharsets.UTF_8);
            boolean valid = character.codePointCount(0, character.length()) == 1
                    && (character.codePointAt(0) != 0xfffd || isReplacement(bytes, at, length));
            text.append(valid ? character : REPLACEMENT);
            at += valid ? length : 1;
        }
        return text.toString();
    }

    private static boolean isReplacement(byte[] bytes, int at, int length) {
        return length == 3 && bytes[at] == (byte) 0xef && bytes[at + 1] == (byte) 0xbf && bytes[at + 2] == (byte) 0xbd;
    }
}
