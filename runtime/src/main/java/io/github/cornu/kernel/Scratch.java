package io.github.cornu.kernel;

/** Working memory of the kernels for one thread. Contents mean nothing between calls. */
public final class Scratch {
    /** One tile of the widest matrix kernel. */
    final float[] tile = new float[Panels.MAX_ROWS * Panels.MAX_WIDTH];
    /** Partial sums. */
    final float[] sums = new float[Sums.LANES];
    /** A row, for those who call the kernels. */
    private float[] row = {};

    /** Rows of weights at fixed places, for scalar kernels. */
    private float[] rows;
    /** Weights that were packed, for those who call the kernels. */
    private float[] unpacked = {};
    /** Sums of several rows, for those who call the kernels. */
    private float[] rowSums = {};

    float[] rows() {
        if (rows == null) {
            rows = new float[ScalarProducts.SIZE];
        }
        return rows;
    }

    /** An array of at least that many floats; the kernels leave it alone. */
    public float[] unpacked(int floats) {
        if (unpacked.length < floats) {
            unpacked = new float[floats];
        }
        return unpacked;
    }

    /** An array of at least that many floats; the kernels leave it alone. */
    public float[] sums(int floats) {
        if (rowSums.length < floats) {
            rowSums = new float[floats];
        }
        return rowSums;
    }

    /** An array of at least that many floats; the kernels leave it alone. */
    public float[] row(int columns) {
        if (row.length < columns) {
            row = new float[columns];
        }
        return row;
    }
}
