package io.github.cornu.op.text;

import io.github.cornu.tensor.Texts;
import java.util.Locale;

/**
 * The number that each text is, as {@code tf.strings.to_number} reads decimals: (…, code points) to (…). White space
 * may stand around it; {@code inf} and {@code nan} are numbers, in upper and lower case. Each call allocates a text
 * for each number.
 *
 * <p>Running it throws an {@link IllegalArgumentException} if a text is none.
 */
public record TextNumber() implements TextToNumber {
    private static final String DECIMALS = "0123456789+.e-";

    @Override
    public Reader reader() {
        return TextNumber::number;
    }

    private static float number(float[] codes, int from, int width) {
        String text = Texts.read(codes, from, width);
        String trimmed = text.strip();
        boolean isSigned = trimmed.startsWith("-") || trimmed.startsWith("+");
        String word = trimmed.substring(isSigned ? 1 : 0).toLowerCase(Locale.ROOT);
        if (word.equals("nan")) {
            return Float.NaN;
        }
        if (word.equals("inf")) {
            return trimmed.startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
        }
        try {
            return Float.parseFloat(isDecimal(word) ? trimmed : "");
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the text '" + text + "' is no number", e);
        }
    }

    /** Whether it has no letters that Java knows in numbers and decimals do not have. */
    private static boolean isDecimal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (DECIMALS.indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
