package io.github.cornu.kernel;

import java.lang.ref.WeakReference;

/**
 * Allocates memory for packed weights at the start of cache lines, as far as Java permits. A vector of 64 bytes that
 * lies in two cache lines costs two reads, which slows GEMV down to 0.6 of its speed.
 *
 * <p>The collector G1 gives an array of at least half a region regions of its own and does not move it: its elements
 * start 16 bytes after the start of a cache line. Many small matrices share such an array; each starts {@value #FIRST}
 * floats after a multiple of 16. With other collectors the option {@code -XX:ObjectAlignmentInBytes=64} has the same
 * effect.
 *
 * <p>An array is freed when none of the matrices in it is in use.
 */
public final class WeightMemory {
    /** The header of an array, 16 bytes, and 12 floats fill a cache line. */
    static final int FIRST = 12;

    private static final int LINE = 16;
    private static final long LEAST_REGION = 1 << 20;
    private static final long LARGEST_REGION = 1 << 25;

    /** Half a region of G1, in floats. The size of regions is a power of two, and there are at most 2048 of them. */
    private static final int HUMONGOUS = (int) (region(Runtime.getRuntime().maxMemory()) / 2 / Float.BYTES);

    private static final int LARGEST = Math.max(HUMONGOUS, 1 << 20);

    private static WeakReference<float[]> current = new WeakReference<>(null);
    private static int next;
    private static long total;

    private WeightMemory() {}

    private static long region(long heap) {
        long region = LEAST_REGION;
        while (region < LARGEST_REGION && region * 2048 < heap) {
            region *= 2;
        }
        return region;
    }

    /**
     * A part of an array, whose elements are 0 at first.
     *
     * @param data the array, which other slices may share
     * @param offset index of the first element
     */
    public record Slice(float[] data, int offset) {}

    /** Allocates {@code floats} floats. */
    public static synchronized Slice allocate(int floats) {
        int lines = Math.addExact(floats, LINE - 1) / LINE * LINE;
        float[] array = current.get();
        if (array == null || array.length - next < lines) {
            if (lines > LARGEST / 2) {
                return new Slice(new float[Math.addExact(FIRST, Math.max(lines, HUMONGOUS - FIRST))], FIRST);
            }
            // The more weights there are, the longer is the array, so that its unused end is a small part of all.
            array = new float[(int) Math.max(HUMONGOUS, Math.max(lines + FIRST, Math.min(LARGEST, total / 4)))];
            current = new WeakReference<>(array);
            next = FIRST;
        }
        Slice slice = new Slice(array, next);
        next += lines;
        total += lines;
        return slice;
    }
}
