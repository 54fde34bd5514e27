package io.github.cornu.op.element;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.shape.StridedCopy;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;

/**
 * The loops of {@link Combine} for fixed shapes: neighbouring axes that are broadcast alike are joined, the innermost
 * is one kernel call.
 */
final class Broadcast {
    /** Rows of fewer floats are copied until they are {@link #REPEATED} floats or more. */
    private static final int SHORT = 32;

    private static final int REPEATED = 1024;

    private final int[] counts;
    private final int[] aStrides;
    private final int[] bStrides;
    private final int[] yStrides;
    private final boolean empty;

    Broadcast(Shape output, Shape a, Shape b) {
        int rank = output.rank();
        int[] p = strides(a, rank);
        int[] q = strides(b, rank);
        int[] y = StridedCopy.strides(output.lengths());
        int[][] joined = new int[4][rank + 1];
        int axes = 0;
        for (int axis = 0; axis < rank; axis++) {
            int count = output.length(axis);
            if (count == 1) {
                continue;
            }
            boolean joins =
                    axes > 0 && joined[1][axes - 1] == count * p[axis] && joined[2][axes - 1] == count * q[axis];
            if (joins) {
                joined[0][axes - 1] *= count;
            } else {
                joined[0][axes++] = count;
            }
            joined[1][axes - 1] = p[axis];
            joined[2][axes - 1] = q[axis];
            joined[3][axes - 1] = y[axis];
        }
        if (axes == 0) {
            joined[0][0] = 1;
            joined[1][0] = 1;
            joined[2][0] = 1;
            joined[3][0] = 1;
            axes = 1;
        }
        counts = Arrays.copyOf(joined[0], axes);
        aStrides = Arrays.copyOf(joined[1], axes);
        bStrides = Arrays.copyOf(joined[2], axes);
        yStrides = Arrays.copyOf(joined[3], axes);
        empty = output.size() == 0;
    }

    private static int[] strides(Shape shape, int rank) {
        int[] dense = StridedCopy.strides(shape.lengths());
        int[] strides = new int[rank];
        for (int axis = 0; axis < shape.rank(); axis++) {
            strides[rank - shape.rank() + axis] = shape.length(axis) == 1 ? 0 : dense[axis];
        }
        return strides;
    }

    private int last() {
        return counts.length - 1;
    }

    /**
     * Floats of the row that is needed: where the innermost axis repeats one number of the first input, the number is copied
     * to a whole row; where it repeats a short row of the second one, that is copied several times.
     */
    int rowLength() {
        if (aStrides[last()] == 0) {
            return counts[last()];
        }
        return repeatsRow(last() - 1) && counts[last()] < SHORT
                ? Math.min(counts[last() - 1], rows()) * counts[last()]
                : 0;
    }

    /** Copies of a short row that are taken together. */
    private int rows() {
        return Math.max(1, REPEATED / counts[last()]);
    }

    /** Whether an axis is the last but one, and the second input has the same row for all its places. */
    private boolean repeatsRow(int axis) {
        return axis >= 0
                && axis == last() - 1
                && bStrides[axis] == 0
                && bStrides[axis + 1] == 1
                && aStrides[axis + 1] == 1
                && aStrides[axis] == counts[axis + 1];
    }

    void run(Kernels kernels, Binary function, float[] a, float[] b, float[] y, float[] row) {
        if (!empty) {
            run(0, kernels, function, a, 0, b, 0, y, 0, row);
        }
    }

    private void run(
            int axis,
            Kernels kernels,
            Binary function,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] y,
            int yOffset,
            float[] row) {
        int count = counts[axis];
        if (repeatsRow(axis)) {
            runRows(kernels, function, a, aOffset, b, bOffset, y, yOffset, row);
        } else if (axis < last()) {
            for (int i = 0; i < count; i++) {
                run(
                        axis + 1,
                        kernels,
                        function,
                        a,
                        aOffset + i * aStrides[axis],
                        b,
                        bOffset + i * bStrides[axis],
                        y,
                        yOffset + i * yStrides[axis],
                        row);
            }
        } else if (bStrides[axis] == 0) {
            kernels.binaryScalar(function, a, aOffset, b[bOffset], y, yOffset, count);
        } else if (aStrides[axis] == 0) {
            Arrays.fill(row, 0, count, a[aOffset]);
            kernels.binary(function, row, 0, b, bOffset, y, yOffset, count);
        } else {
            kernels.binary(function, a, aOffset, b, bOffset, y, yOffset, count);
        }
    }

    private void runRows(
            Kernels kernels,
            Binary function,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float[] y,
            int yOffset,
            float[] row) {
        int count = counts[last() - 1];
        int n = counts[last()];
        if (n >= SHORT) {
            kernels.binaryRows(function, count, a, aOffset, b, bOffset, y, yOffset, n);
            return;
        }
        int length = rowLength();
        for (int i = 0; i < length; i++) {
            row[i] = b[bOffset + i % n];
        }
        for (int at = 0; at < count * n; at += length) {
            kernels.binary(function, a, aOffset + at, row, 0, y, yOffset + at, Math.min(length, count * n - at));
        }
    }
}
