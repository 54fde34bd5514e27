package io.github.cornu.hub.tokenizer.bytepair;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 256 printable characters that stand for bytes in the vocabularies of GPT-2 and those after it. */
final class ByteAlphabet {
    private static final char[] CHARACTERS = new char[256];
    private static final int[] BYTES = new int[512];

    static {
        Arrays.fill(BYTES, -1);
        int others = 0;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
            CHARACTERS[b] = (char) (printable ? b : 256 + others++);
            BYTES[CHARACTERS[b]] = b;
        }
    }

    private ByteAlphabet() {}

    /** The character that stands for a byte. */
    static char character(int value) {
        return CHARACTERS[value & 0xff];
    }

    /** The bytes of tokens: what a token's characters stand for, or its own UTF-8 if one stands for no byte. */
    static byte[] bytes(String token) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = token.charAt(i);
            if (c >= BYTES.length || BYTES[c] < 0) {
                return token.getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) BYTES[c];
        }
        return bytes;
    }
}
