package io.github.cornu.op.text;

import io.github.cornu.tensor.Texts;

/** Texts in UTF-8, and numbers as texts: bytes in an array of floats, from its start on. */
final class TextBytes {
    /** Bytes of a code point. */
    static final int WIDEST = 4;

    /** From here on a float may stand for several whole numbers. */
    private static final int EXACT = 1 << 24;
    /** Digits and sign of a number below that. */
    static final int OF_NUMBER = 9;

    private TextBytes() {}

    /** Writes a text and returns the number of its bytes. */
    static int text(float[] codes, int from, int width, float[] bytes) {
        int end = from + Texts.end(codes, from, width);
        int to = 0;
        for (int i = from; i < end; i++) {
            to = code((int) codes[i], bytes, to);
        }
        return to;
    }

    /** How many bytes a code point has. */
    static int count(int code) {
        return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : WIDEST;
    }

    private static int code(int code, float[] bytes, int to) {
        int more = count(code) - 1;
        bytes[to] = more == 0 ? code : 0xff00 >> more + 1 & 0xff | code >> 6 * more;
        for (int k = 1; k <= more; k++) {
            bytes[to + k] = 0x80 | code >> 6 * (more - k) & 0x3f;
        }
        return to + more + 1;
    }

    /** Writes a whole number in decimals and returns the number of its bytes. */
    static int number(float x, float[] bytes) {
        int value = whole(x);
        int sign = value < 0 ? 1 : 0;
        int digits = 1;
        for (int rest = Math.abs(value); rest > 9; rest /= 10) {
            digits++;
        }
        int rest = Math.abs(value);
        for (int i = sign + digits - 1; i >= sign; i--) {
            bytes[i] = '0' + rest % 10;
            rest /= 10;
        }
        if (sign == 1) {
            bytes[0] = '-';
        }
        return sign + digits;
    }

    /** A number, truncated. */
    static int whole(float x) {
        if (!(Math.abs(x) < EXACT)) {
            throw new IllegalArgumentException(
                    "the number " + x + " is hashed, and whole numbers are exact below " + EXACT + " only");
        }
        return (int) x;
    }
}
