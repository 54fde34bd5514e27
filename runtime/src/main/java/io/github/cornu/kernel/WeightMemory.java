package io.github.cornu.kernel;

import java.lang.ref.WeakReference;

/**
 * Room for packed weights where vectors do not straddle cache lines, as far as Java lets one choose. A vector of 64 bytes
 * that does costs two reads, and matrix times vector runs at 0.6 of its speed.
 *
 * <p>The collector G1 gives an array of half a region or more regions of its own and does not move it: its elements start
 * 16 bytes behind the start of a line. Many small matrices share such an array, each starting {@value #FIRST} floats after
 * a multiple of 16. With other collectors, the same holds under {@code -XX:ObjectAlignmentInBytes=64}.
 *
 * <p>An array is freed when nothing in it is used any more.
 */
public final class WeightMemory {
    /** 16 bytes of header and 12 floats make a line. */
    static final int FIRST = 12;

    private static final int LINE = 16;
    private static final long LEAST_REGION = 1 << 20;
    private static final long LARGEST_REGION = 1 << 25;

    /** Half a region of G1, in floats. It makes regions of a power of two, 2048 or fewer of the largest heap. */
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
     * Room for some floats, all 0.
     *
     * @param data an array that others have their room in, too
     * @param offset where the room starts
     */
    public record Room(float[] data, int offset) {}

    /** Room for {@code floats} floats, which nobody else will get. */
    public static synchronized Room allocate(int floats) {
        int lines = Math.addExact(floats, LINE - 1) / LINE * LINE;
        float[] array = current.get();
        if (array == null || array.length - next < lines) {
            if (lines > LARGEST / 2) {
                return new Room(new float[Math.addExact(FIRST, Math.max(lines, HUMONGOUS - FIRST))], FIRST);
            }
            // Grows with what is there, so that what remains unused at the end of arrays stays a small part.
            array = new float[(int) Math.max(HUMONGOUS, Math.max(lines + FIRST, Math.min(LARGEST, total / 4)))];
            current = new WeakReference<>(array);
            next = FIRST;
        }
        Room room = new Room(array, next);
        next += lines;
        total += lines;
        return room;
    }
}
