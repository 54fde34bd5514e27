package io.github.cornu.hub;

import io.github.cornu.tensor.Tensor;

/** What a model says of each pixel. */
final class PixelClasses {
    private PixelClasses() {}

    /**
     * The first class of those with the largest score.
     *
     * @param scores shape (height, width, classes)
     * @return rows of pixels
     */
    static int[][] likeliest(Tensor scores) {
        int width = scores.shape().length(1);
        int classes = scores.shape().length(2);
        int[][] rows = new int[scores.shape().length(0)][width];
        for (int row = 0, at = 0; row < rows.length; row++) {
            for (int column = 0; column < width; column++, at += classes) {
                rows[row][column] = largest(scores.data(), at, classes);
            }
        }
        return rows;
    }

    private static int largest(float[] scores, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = scores[from + i] > scores[from + best] ? i : best;
        }
        return best;
    }
}
