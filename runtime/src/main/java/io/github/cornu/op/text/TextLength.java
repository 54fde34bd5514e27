package io.github.cornu.op.text;

import io.github.cornu.tensor.Texts;

/**
 * How long each text is: (…, code points) to (…).
 *
 * @param bytes whether bytes of UTF-8 are counted, else code points
 */
public record TextLength(boolean bytes) implements TextToNumber {
    @Override
    public Reader reader() {
        return this::number;
    }

    private float number(float[] codes, int from, int width) {
        int end = from + Texts.end(codes, from, width);
        int length = 0;
        for (int i = from; i < end; i++) {
            length += bytes ? TextBytes.count((int) codes[i]) : 1;
        }
        return length;
    }
}
