package io.github.cornu.op.text;

import io.github.cornu.tensor.Texts;

/**
 * The number of each text by a table: (…, code points) to (…).
 *
 * <p>Running it throws an {@link IllegalArgumentException} if a text is not in the table and that is an error.
 *
 * @param strict whether a text that is not in the table is an error
 * @param unknown its number if not
 */
public record TextLookup(TokenTable table, boolean strict, float unknown) implements TextToNumber {
    @Override
    public Reader reader() {
        return this::number;
    }

    private float number(float[] codes, int from, int width) {
        float number = table.find(codes, from, from + Texts.end(codes, from, width));
        if (!Float.isNaN(number)) {
            return number;
        }
        if (strict) {
            throw new IllegalArgumentException(
                    "the text '" + Texts.read(codes, from, width) + "' is not in the vocabulary");
        }
        return unknown;
    }
}
