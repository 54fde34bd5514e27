package io.github.cornu.kernel;

import java.util.Arrays;

/** Working memory of the kernels for one thread. Nothing in it is kept between calls of kernels. */
public final class Scratch {
    /** The results of one tile of the largest size. */
    final float[] tile = new float[Panels.MAX_ROWS * Panels.MAX_WIDTH];
    /** Partial sums, see {@link Sums}. */
    final float[] sums = new float[Sums.LANES];
    /** Copies of some rows of weights, for {@link ScalarProducts}; made when it is needed. */
    private float[] weightRows;

    /** The elements of a window. */
    private float[] window = {};

    // For the callers of kernels; no kernel uses them.
    private float[] row = {};
    private float[] unpacked = {};
    private float[] rowSums = {};
    private float[] results = {};

    private float[] image = {};

    private float[][] strips = {};

    float[] weightRows() {
        if (weightRows == null) {
            weightRows = new float[ScalarProducts.SIZE];
        }
        return weightRows;
    }

    float[] window(int floats) {
        if (window.length < floats) {
            window = new float[floats];
        }
        return window;
    }

    /** An array of at least that many floats for unpacked weights. Kernels do not use it. */
    public float[] unpacked(int floats) {
        if (unpacked.length < floats) {
            unpacked = new float[floats];
        }
        return unpacked;
    }

    /** An array of at least that many floats for the sums of some rows. Kernels do not use it. */
    public float[] sums(int floats) {
        if (rowSums.length < floats) {
            rowSums = new float[floats];
        }
        return rowSums;
    }

    /** An array of at least that many floats for what products give. Neither kernels nor packed weights use it. */
    public float[] results(int floats) {
        if (results.length < floats) {
            results = new float[floats];
        }
        return results;
    }

    /** An array of at least that many floats for a part of an image. Neither kernels nor activations use it. */
    public float[] image(int floats) {
        if (image.length < floats) {
            image = new float[floats];
        }
        return image;
    }

    /** An array of at least that many floats for any purpose. Kernels do not use it, activations do. */
    public float[] row(int floats) {
        if (row.length < floats) {
            row = new float[floats];
        }
        return row;
    }

    /**
     * An array of at least that many floats for strip i of an image. Of single operations, only those use it
     * that are never in a strip; kernels do not.
     */
    public float[] strip(int i, int floats) {
        if (strips.length <= i) {
            strips = Arrays.copyOf(strips, i + 1);
        }
        if (strips[i] == null || strips[i].length < floats) {
            strips[i] = new float[floats];
        }
        return strips[i];
    }
}
