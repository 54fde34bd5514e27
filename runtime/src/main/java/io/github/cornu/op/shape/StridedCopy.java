package io.github.cornu.op.shape;

import java.util.Arrays;

/**
 * Copies a block of elements from one strided layout to another: what transposing, cropping, padding, joining,
 * reversing and repeating have in common. Strides may be 0 or negative. Immutable.
 */
public final class StridedCopy {
    private final int[] counts;
    private final int[] from;
    private final int[] to;
    private final int fromOffset;
    private final int toOffset;
    private final boolean empty;

    /**
     * @param counts elements along each axis
     * @param from strides in the source
     * @param to strides in the target
     */
    public StridedCopy(int[] counts, int[] from, int fromOffset, int[] to, int toOffset) {
        this.fromOffset = fromOffset;
        this.toOffset = toOffset;
        this.empty = Arrays.stream(counts).anyMatch(count -> count == 0);
        int rank = 0;
        int[] c = new int[counts.length + 1];
        int[] f = new int[counts.length + 1];
        int[] t = new int[counts.length + 1];
        for (int axis = 0; axis < counts.length; axis++) {
            if (counts[axis] == 1) {
                continue;
            }
            boolean joins =
                    rank > 0 && f[rank - 1] == counts[axis] * from[axis] && t[rank - 1] == counts[axis] * to[axis];
            if (joins) {
                c[rank - 1] *= counts[axis];
            } else {
                c[rank++] = counts[axis];
            }
            f[rank - 1] = from[axis];
            t[rank - 1] = to[axis];
        }
        if (rank == 0) {
            c[0] = 1;
            f[0] = 1;
            t[0] = 1;
            rank = 1;
        }
        this.counts = Arrays.copyOf(c, rank);
        this.from = Arrays.copyOf(f, rank);
        this.to = Arrays.copyOf(t, rank);
    }

    /** The strides of a dense row-major layout. */
    public static int[] strides(int... lengths) {
        int[] strides = new int[lengths.length];
        int stride = 1;
        for (int axis = lengths.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= lengths[axis];
        }
        return strides;
    }

    void run(float[] source, float[] target) {
        if (!empty) {
            run(0, source, fromOffset, target, toOffset);
        }
    }

    private void run(int axis, float[] source, int s, float[] target, int t) {
        int count = counts[axis];
        if (axis < counts.length - 1) {
            for (int i = 0; i < count; i++) {
                run(axis + 1, source, s + i * from[axis], target, t + i * to[axis]);
            }
        } else if (from[axis] == 1 && to[axis] == 1) {
            System.arraycopy(source, s, target, t, count);
        } else if (from[axis] == 0 && to[axis] == 1) {
            Arrays.fill(target, t, t + count, source[s]);
        } else {
            for (int i = 0; i < count; i++) {
                target[t + i * to[axis]] = source[s + i * from[axis]];
            }
        }
    }
}
