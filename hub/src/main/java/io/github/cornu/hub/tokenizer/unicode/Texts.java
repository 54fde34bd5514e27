package io.github.cornu.hub.tokenizer.unicode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as code points and as UTF-8. A surrogate without its other half is taken for U+FFFD: neither form has any. */
public final class Texts {
    private static final int REPLACEMENT = 0xfffd;

    private Texts() {}

    /** The code points of a text. */
    public static int[] codePoints(String text) {
        int[] points = new int[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            points[count++] = isSurrogate(point) ? REPLACEMENT : point;
        }
        return count == points.length ? points : Arrays.copyOf(points, count);
    }

    /** A text in UTF-8. */
    public static byte[] utf8(String text) {
        return wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }

    /** A text with U+FFFD for each surrogate without its other half. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return string(codePoints(text));
            }
        }
        return text;
    }

    /** The text of code points. */
    public static String string(int[] points) {
        return new String(points, 0, points.length);
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
