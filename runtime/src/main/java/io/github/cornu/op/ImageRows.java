package io.github.cornu.op;

import io.github.cornu.kernel.Scratch;

/**
 * An operation on images of a fixed shape, row by row: each row of its output is computed from some neighbouring rows
 * of its input alone, and has the same bits whichever rows are computed with it. Immutable.
 */
@SuppressWarnings("exports") // For the operations of this module.
public interface ImageRows {
    /** Rows of the output of one image. */
    int count();

    /** The first row of the input that a row of the output needs; it never decreases from row to row. */
    int firstInput(int row);

    /** The row after the last one of the input that a row of the output needs; it never decreases from row to row. */
    int endInput(int row);

    /** Estimate of the time that one thread needs for one image. */
    long nanos();

    /**
     * Computes the rows from {@code first} until before {@code end} of an image.
     *
     * @param x has the rows that are needed, of which row 0 would begin at {@code xOffset}, which may be negative
     * @param y row 0 would begin at {@code yOffset}, which may be negative
     * @param scratch of the thread that computes them
     */
    void run(float[] x, int xOffset, float[] y, int yOffset, int first, int end, Scratch scratch);
}
