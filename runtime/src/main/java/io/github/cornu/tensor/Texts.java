package io.github.cornu.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Texts in tensors: a last axis with the code points of each text, as floats, and zeros after the end of it. This is
 * how NumPy keeps arrays of unicode. Models whose inputs are texts take such tensors, with a last axis of any length.
 *
 * <pre>{@code
 * Tensor y = model.run(Texts.of("The cat sat on the mat", "no such words")); // 2 samples
 * }</pre>
 */
public final class Texts {
    private Texts() {}

    /**
     * A tensor of texts.
     *
     * @param lengths of the axes before the last one
     * @throws IllegalArgumentException if there are more or fewer texts than fill these axes
     */
    public static Tensor of(List<String> texts, int... lengths) {
        Objects.requireNonNull(texts, "texts");
        Objects.requireNonNull(lengths, "lengths");
        Shape shape = Shape.of(lengths);
        if (!shape.isFixed() || shape.size() != texts.size()) {
            throw new IllegalArgumentException(texts.size() + " texts do not fill the shape " + shape);
        }
        int width = 1;
        for (String text : texts) {
            width = Math.max(width, text.codePointCount(0, text.length()));
        }
        Tensor tensor = Tensor.zeros(shape.append(Shape.of(width)));
        int row = 0;
        for (String text : texts) {
            int at = row++ * width;
            for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
                tensor.data()[at++] = text.codePointAt(i);
            }
        }
        return tensor.asTexts();
    }

    /**
     * A tensor of texts around the array of another, which is not copied.
     *
     * @param codePoints with zeros after the end of each text
     * @throws IllegalArgumentException if it has no axis, or a number that is no code point
     */
    public static Tensor of(Tensor codePoints) {
        Objects.requireNonNull(codePoints, "codePoints");
        if (codePoints.shape().rank() == 0) {
            throw new IllegalArgumentException("a tensor of texts has an axis for the code points");
        }
        for (float code : codePoints.data()) {
            if (!(code >= 0 && code <= Character.MAX_CODE_POINT && code == (int) code)) {
                throw new IllegalArgumentException("the number " + code + " is no character");
            }
        }
        return codePoints.asTexts();
    }

    /** A batch of texts, one a sample: shape (texts, 1, code points). */
    public static Tensor of(String... texts) {
        Objects.requireNonNull(texts, "texts");
        return of(List.of(texts), texts.length, 1);
    }

    /**
     * The texts of a tensor, row by row.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public static List<String> read(Tensor tensor) {
        Objects.requireNonNull(tensor, "tensor");
        if (!tensor.isTexts()) {
            throw new IllegalArgumentException("the tensor holds numbers, not texts");
        }
        int width = tensor.shape().length(-1);
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < tensor.shape().size(0, tensor.shape().rank() - 1); row++) {
            texts.add(CodePoints.text(tensor.data(), row * width, width));
        }
        return texts;
    }

    /**
     * A copy of these texts with more places for the code points of each.
     *
     * @param width how many, at least as many as there are
     * @throws IllegalArgumentException if there are more, or it holds no texts
     */
    public static Tensor padded(Tensor texts, int width) {
        Objects.requireNonNull(texts, "texts");
        int own = texts.shape().length(-1);
        if (!texts.isTexts() || own > width) {
            throw new IllegalArgumentException("room for " + width + " code points in the place of " + own);
        }
        Tensor padded = Tensor.zeros(texts.shape().with(texts.shape().rank() - 1, width));
        for (int row = 0; row * own < texts.data().length; row++) {
            System.arraycopy(texts.data(), row * own, padded.data(), row * width, own);
        }
        return padded.asTexts();
    }

    /** The text in a row. */
    public static String read(float[] data, int from, int width) {
        Objects.requireNonNull(data, "data");
        return CodePoints.text(data, from, width);
    }

    /** How many code points come before the zeros at the end of a row. */
    public static int end(float[] data, int from, int width) {
        return CodePoints.end(data, from, width);
    }
}
