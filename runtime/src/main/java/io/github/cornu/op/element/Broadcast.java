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

    private final Kernels kernels;
    private final Binary function;
    private final int[] counts;
    private final int[] aStrides;
    private final int[] bStrides;
    private final int[] yStrides;
    private final boolean empty;

    Broadcast(Kernels kernels, Binary function, Shape output, Shape a, Shape b) {
        this.kernels = kernels;
        this.function = function;
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
     * Floats of the row that is needed: where the innermost axis repeats one number of the first input, the number is
     * copied to a whole row; where it repeats a short row of the second one, that is copied several times.
     */
    int rowLength() {
        if (aStrides[last()] == 0) {
            return counts[last()];
        }
        return repeatsRow() && counts[last()] < SHORT ? Math.min(counts[last() - 1], rows()) * counts[last()] : 0;
    }

    /** Copies of a short row that are taken together. */
    private int rows() {
        return Math.max(1, REPEATED / counts[last()]);
    }

    /** Whether the second input has the same row for all places of the last axis but one. */
    private boolean repeatsRow() {
        int axis = last() - 1;
        return axis >= 0
                && bStrides[axis] == 0
                && bStrides[axis + 1] == 1
                && aStrides[axis + 1] == 1
                && aStrides[axis] == counts[axis + 1];
    }

    /** Length of the first of the joined axes, along which the work can be divided; 0 if there is none. */
    int length() {
        return empty ? 0 : counts[0];
    }

    /**
     * Computes the part from {@code first} to before {@code end} along the first of the joined axes.
     *
     * @param row of {@link #rowLength} floats, of this thread
     */
    void run(int first, int end, float[] a, float[] b, float[] y, float[] row) {
        int axes = repeatsRow() ? last() - 1 : last();
        if (axes == 0) {
            int length = end - first;
            runRows(length, a, first * aStrides[0], b, first * bStrides[0], y, first * yStrides[0], row);
            return;
        }
        int inner = 1;
        for (int axis = 1; axis < axes; axis++) {
            inner *= counts[axis];
        }
        for (int place = first * inner; place < end * inner; place++) {
            int aOffset = offset(place, axes, aStrides);
            int bOffset = offset(place, axes, bStrides);
            runRows(counts[axes], a, aOffset, b, bOffset, y, offset(place, axes, yStrides), row);
        }
    }

    /** Where the rows of a place start: it counts the first axes in their order. */
    private int offset(int place, int axes, int[] strides) {
        int offset = 0;
        int rest = place;
        for (int axis = axes - 1; axis >= 0; axis--) {
            offset += rest % counts[axis] * strides[axis];
            rest /= counts[axis];
        }
        return offset;
    }

    /** Computes so many rows with the same row of the second input, or one row of so many numbers. */
    private void runRows(
            int count, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, float[] row) {
        if (!repeatsRow()) {
            runRow(count, a, aOffset, b, bOffset, y, yOffset, row);
            return;
        }
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

    private void runRow(
            int count, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, float[] row) {
        if (bStrides[last()] == 0) {
            kernels.binaryScalar(function, a, aOffset, b[bOffset], y, yOffset, count);
        } else if (aStrides[last()] == 0) {
            Arrays.fill(row, 0, count, a[aOffset]);
            kernels.binary(function, row, 0, b, bOffset, y, yOffset, count);
        } else {
            kernels.binary(function, a, aOffset, b, bOffset, y, yOffset, count);
        }
    }
}
