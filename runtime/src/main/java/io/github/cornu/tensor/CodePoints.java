package io.github.cornu.tensor;

/** Texts as rows of code points, with zeros after their ends. */
final class CodePoints {
    private CodePoints() {}

    /** The text in a row. */
    static String text(float[] data, int from, int width) {
        StringBuilder text = new StringBuilder();
        int end = from + end(data, from, width);
        for (int i = from; i < end; i++) {
            text.appendCodePoint((int) data[i]);
        }
        return text.toString();
    }

    /** How many code points come before the zeros at the end of a row. */
    static int end(float[] data, int from, int width) {
        int end = width;
        while (end > 0 && data[from + end - 1] == 0f) {
            end--;
        }
        return end;
    }
}
