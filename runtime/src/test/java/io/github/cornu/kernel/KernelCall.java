package io.github.cornu.kernel;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A call of a kernel, with arrays of one length.
 *
 * @param kernel its name
 * @param length how many floats it writes, from index {@link #PAD}
 */
record KernelCall(String kernel, int length, BiConsumer<Kernels, float[]> call) {
    /** Floats before the output and after it, which no kernel may touch. */
    static final int PAD = 3;

    static final float GUARD = 1234.5f;

    /** The whole array that was written to. */
    float[] run(Kernels kernels) {
        float[] y = new float[length + 2 * PAD];
        Arrays.fill(y, GUARD);
        call.accept(kernels, y);
        return y;
    }

    /** Of all kernels, but the products of matrices. */
    static List<KernelCall> all() {
        List<KernelCall> calls = new ArrayList<>();
        for (Unary f : Unary.values()) {
            calls.addAll(of(f));
        }
        for (Binary f : Binary.values()) {
            calls.addAll(of(f));
        }
        calls.addAll(multiplyAdds());
        calls.addAll(reductions());
        calls.addAll(recurrentStates());
        calls.addAll(depthwise());
        calls.addAll(convolutions());
        calls.addAll(rows());
        calls.addAll(strided());
        calls.addAll(copies());
        return calls;
    }

    static List<KernelCall> of(Unary f) {
        List<KernelCall> calls = new ArrayList<>();
        for (int n : Sizes.ALL) {
            float[] x = Sizes.random(n + 5, n);
            calls.add(new KernelCall(f.name(), n, (k, y) -> k.unary(f, 0.3f, 1.1f, 0.2f, x, 5, y, PAD, n)));
            calls.add(new KernelCall(
                    f.name(), n, (k, y) -> k.unary(f, 0.3f, Float.POSITIVE_INFINITY, 0f, x, 5, y, PAD, n)));
        }
        return calls;
    }

    static List<KernelCall> of(Binary f) {
        List<KernelCall> calls = new ArrayList<>();
        for (int n : Sizes.ALL) {
            float[] a = Sizes.random(n + 2, n);
            float[] b = Sizes.random(n + 7, n + 1);
            if (n > 3) {
                b[7] = a[2];
            }
            calls.add(new KernelCall(f.name(), n, (k, y) -> k.binary(f, a, 2, b, 7, y, PAD, n)));
            for (float number : new float[] {0f, -1.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
                calls.add(new KernelCall(f.name(), n, (k, y) -> k.binaryScalar(f, a, 2, number, y, PAD, n)));
            }
        }
        return calls;
    }

    static List<KernelCall> multiplyAdds() {
        List<KernelCall> calls = new ArrayList<>();
        for (int n : Sizes.ALL) {
            float[] a = Sizes.random(n + 2, n);
            float[] b = Sizes.random(n + 7, n + 1);
            float[] c = Sizes.random(n + 1, n + 2);
            calls.add(new KernelCall("multiplyAdd", n, (k, y) -> k.multiplyAdd(a, 2, b, 7, y, PAD, n)));
            calls.add(new KernelCall("addScaled", n, (k, y) -> k.addScaled(0.7f, a, 2, y, PAD, n)));
            calls.add(new KernelCall("scaleShift", n, (k, y) -> k.scaleShift(a, 2, b, 7, c, 1, y, PAD, n)));
            calls.add(new KernelCall("normalize", n, (k, y) -> k.normalize(a, 2, 0.3f, 1.7f, b, c, y, PAD, n)));
        }
        return calls;
    }

    static List<KernelCall> reductions() {
        List<KernelCall> calls = new ArrayList<>();
        Scratch s = new Scratch();
        for (int n : Sizes.ALL) {
            float[] a = Sizes.finite(n + 2, n);
            float[] b = Sizes.finite(n + 7, n + 1);
            float[] wild = Sizes.random(n + 4, n);
            calls.add(new KernelCall("dot", 1, (k, y) -> y[PAD] = k.dot(a, 2, b, 7, n, s)));
            calls.add(new KernelCall("sum", 1, (k, y) -> y[PAD] = k.sum(a, 2, n, s)));
            calls.add(new KernelCall("max", 1, (k, y) -> y[PAD] = k.max(a, 2, n, s)));
            calls.add(new KernelCall("max", 1, (k, y) -> y[PAD] = k.max(wild, 4, n, s)));
            calls.add(new KernelCall("sumOfExp", 1, (k, y) -> y[PAD] = k.sumOfExp(a, 2, 1f, n, s)));
            calls.add(new KernelCall("sumOfSquares", 1, (k, y) -> y[PAD] = k.sumOfSquares(a, 2, 0.4f, n, s)));
            calls.add(new KernelCall(
                    "expOfDifference", 1, (k, y) -> y[PAD] = k.expOfDifference(a, 2, 0.9f, new float[n], 0, n, s)));
            calls.add(new KernelCall("expOfDifference", n, (k, y) -> k.expOfDifference(a, 2, 0.9f, y, PAD, n, s)));
        }
        return calls;
    }

    static List<KernelCall> recurrentStates() {
        List<KernelCall> calls = new ArrayList<>();
        for (int n : Sizes.ALL) {
            float[] z = Sizes.finite(4 * n + 5, n);
            float[] t = new float[n + 1];
            calls.add(new KernelCall("lstmCarry", n, (k, y) -> k.lstmCarry(z, 5, n, y, PAD, t, 1)));
            float[] u = Sizes.finite(n + 2, n);
            calls.add(new KernelCall("gruState", n, (k, y) -> k.gruState(u, 2, z, 5, y, PAD, n)));
        }
        return calls;
    }

    /** Windows that share no taps, three neighbouring ones, or five. */
    static List<KernelCall> depthwise() {
        List<KernelCall> calls = new ArrayList<>();
        int[] wTaps = {2, 130, 67, 200, 1, 3};
        for (int[] taps : new int[][] {{4, 0, 131, 262, 70}, {7, 58, 109, 211, 262, 313}, {9, 60, 111, 162, 213}}) {
            for (int channels : new int[] {1, 5, 16, 21, 32, 37, 48, 51}) {
                for (int windows = 1; windows < 16; windows++) {
                    WindowGrid grid = WindowGrid.of(windows, 57, 51, windows * channels, channels, taps);
                    float[] x = Sizes.finite(1200, channels + windows);
                    float[] w = Sizes.finite(260, channels);
                    calls.add(new KernelCall(
                            "depthwise",
                            2 * windows * channels,
                            (k, y) -> k.depthwise(2, grid, channels, x, 3, w, wTaps, x, y, PAD)));
                }
            }
        }
        return calls;
    }

    /** Rows with one row for all of them, not and also in place. */
    static List<KernelCall> rows() {
        List<KernelCall> calls = new ArrayList<>();
        for (Binary f : List.of(Binary.ADD, Binary.MULTIPLY, Binary.SUBTRACT)) {
            for (int n : new int[] {1, 5, 16, 21, 32, 37, 130}) {
                float[] a = Sizes.random(3 * n + 2, n);
                float[] b = Sizes.random(n + 7, n + 1);
                calls.add(new KernelCall("rows", 3 * n, (k, y) -> k.binaryRows(f, 3, a, 2, b, 7, y, PAD, n)));
                calls.add(new KernelCall("rows", 3 * n, (k, y) -> {
                    System.arraycopy(a, 2, y, PAD, 3 * n);
                    k.binaryRows(f, 3, y, PAD, b, 7, y, PAD, n);
                }));
            }
        }
        return calls;
    }

    /** Rows at distances of their own, not and also in place. */
    static List<KernelCall> strided() {
        List<KernelCall> calls = new ArrayList<>();
        for (Binary f : List.of(Binary.ADD, Binary.SUBTRACT, Binary.MAXIMUM, Binary.DIVIDE)) {
            for (int n : new int[] {1, 5, 16, 21, 32, 37, 130}) {
                int length = 3 * n + 4;
                float[] a = Sizes.random(3 * n + 5, n);
                float[] b = Sizes.random(5 * n + 7, n + 1);
                calls.add(new KernelCall(
                        "strided",
                        length,
                        (k, y) -> k.binaryStrided(f, 3, a, 2, n + 1, b, 7, 2 * n, y, PAD, n + 2, n)));
                calls.add(new KernelCall("strided", length, (k, y) -> {
                    System.arraycopy(a, 0, y, PAD, length);
                    k.binaryStrided(f, 3, y, PAD, n + 2, b, 7, 2 * n, y, PAD, n + 2, n);
                }));
                calls.add(new KernelCall("strided", n, (k, y) -> {
                    System.arraycopy(a, 0, y, PAD, n);
                    k.binaryStrided(f, 3, y, PAD, 0, b, 7, 2 * n, y, PAD, 0, n);
                }));
            }
        }
        return calls;
    }

    /** Rows at distances of their own, also longer than those that are copied by vectors. */
    static List<KernelCall> copies() {
        List<KernelCall> calls = new ArrayList<>();
        for (int n : new int[] {0, 1, 5, 16, 21, 32, 37, 128, 131}) {
            float[] x = Sizes.random(3 * n + 5, n);
            calls.add(new KernelCall(
                    "copyRows", 4 * n + 6, (k, y) -> k.copyRows(3, x, 2, n + 1, y, PAD, n + 2 + n / 3, n)));
        }
        return calls;
    }

    /** All numbers of windows in a row of a grid, and panels of all widths; a result lies next to the one before. */
    static List<KernelCall> convolutions() {
        List<KernelCall> calls = new ArrayList<>();
        int[] apart = {2, 0, 131, 260, 70, 71, 72};
        int[] neighbours = {2, 9, 16, 0, 7, 14, 131, 138, 145};
        for (int filters : new int[] {1, 8, 16, 21, 24, 33, 64, 75, 130}) {
            for (int windows = 1; windows < 15; windows++) {
                calls.add(convolution(filters, windows, apart));
                calls.add(convolution(filters, windows, neighbours));
            }
        }
        return calls;
    }

    private static KernelCall convolution(int filters, int windows, int[] taps) {
        WindowGrid grid = WindowGrid.of(windows, 301, 7, windows * filters, filters, taps);
        float[] x = Sizes.finite(1100, filters + windows);
        float[] w = Sizes.finite(taps.length * filters, filters);
        float[] init = Sizes.finite(160, windows);
        return new KernelCall("convolve", 2 * windows * filters, (k, y) -> {
            Panels panels = k.panels(taps.length, filters);
            float[] packed = new float[panels.size()];
            panels.pack(w, 0, filters, 1, packed, 0);
            k.convolve(2, grid, x, 3, packed, 0, panels, init, y, PAD, new Scratch());
        });
    }
}
