package io.github.cornu.kernel;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * Allocates memory for the packed weights of a model at the start of cache lines, as far as Java permits. A vector of
 * 64 bytes that lies in two cache lines costs two reads, which slows GEMV down to 0.6 of its speed.
 *
 * <p>The collector G1 gives an array of at least half a region whole regions of its own and does not move it: its
 * elements start 16 bytes after the start of a cache line. Matrices share such arrays, in which each starts
 * {@value #FIRST} floats after a multiple of 16. With other collectors the option {@code -XX:ObjectAlignmentInBytes=64}
 * has the same effect.
 *
 * <p>A matrix alone in an array would leave the rest of its last region empty, nearly a whole one if its length is a
 * power of two. So an array is for as many of the matrices that are to come as make a sixteenth of the model, and what
 * is left of its last region is for smaller ones. Small models have one array together. An array is freed when none of
 * the matrices in it is in use. Safe for all threads.
 */
public final class WeightMemory {
    /** The header of an array, 16 bytes, and 12 floats fill a cache line. */
    static final int FIRST = 12;

    private static final int LINE = 16;
    private static final int HEADER = LINE - FIRST;
    private static final long LEAST_REGION = 1 << 20;
    private static final long LARGEST_REGION = 1 << 25;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - LINE;
    /** Arrays that a large model is in. */
    private static final int ARRAYS = 16;
    /** Regions that an array of a smaller one has. */
    private static final int REGIONS = 8;

    /** A region of G1, in floats. The size of regions is a power of two, and there are at most 2048 of them. */
    static final int REGION = (int) (region(Runtime.getRuntime().maxMemory()) / Float.BYTES);

    private static final int HUMONGOUS = REGION / 2;

    /** That of all small models. */
    private static final WeightMemory SHARED = new WeightMemory();

    private final List<Room> rooms = new ArrayList<>();
    private long allocated;
    private long expected;
    /** Floats of the next matrices that have an array together. */
    private long together;

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

    /** The end of an array that is free. */
    private static final class Room {
        private final WeakReference<float[]> array;
        private int next = FIRST;

        Room(float[] array) {
            this.array = new WeakReference<>(array);
        }
    }

    /** Tells how many floats each operation of the model takes that has none yet, in the order in which they come. */
    public synchronized void expect(Collection<Long> floats) {
        expected = 0;
        for (long each : floats) {
            expected += each;
        }
        long most = Math.max((allocated + expected) / ARRAYS, (long) REGIONS * REGION - LINE);
        together = 0;
        for (Iterator<Long> next = floats.iterator(); next.hasNext(); ) {
            long sum = together + next.next();
            if (sum > most) {
                break;
            }
            together = sum;
        }
    }

    /** Allocates {@code floats} floats. */
    public Slice allocate(int floats) {
        int lines = Math.addExact(floats, LINE - 1) / LINE * LINE;
        return isSmall(lines) ? SHARED.slice(lines) : slice(lines);
    }

    private synchronized boolean isSmall(int lines) {
        return Math.max(allocated + expected, lines) <= HUMONGOUS - FIRST;
    }

    private synchronized Slice slice(int lines) {
        Room room = null;
        float[] array = null;
        for (Iterator<Room> all = rooms.iterator(); all.hasNext(); ) {
            Room next = all.next();
            float[] there = next.array.get();
            if (there == null || there.length - next.next < LINE) {
                all.remove();
            } else if (there.length - next.next >= lines && (array == null || left(there, next) < left(array, room))) {
                room = next;
                array = there;
            }
        }
        if (array == null) {
            array = new float[length(lines)];
            room = new Room(array);
            rooms.add(room);
        }
        Slice slice = new Slice(array, room.next);
        room.next += lines;
        allocated += lines;
        return slice;
    }

    private static int left(float[] array, Room room) {
        return array.length - room.next;
    }

    /** Of an array for a matrix and others like it. */
    private int length(int lines) {
        long needed = FIRST + Math.max(together, lines);
        long wholeRegions = (HEADER + needed + REGION - 1) / REGION * REGION - HEADER;
        // What fills the last region is for matrices that are still to come, if there are any.
        long wanted = Math.max(needed, Math.min(wholeRegions, FIRST + expected));
        long length = Math.max(HUMONGOUS, Math.min(wanted, LARGEST_ARRAY));
        return Math.max((int) length, Math.addExact(FIRST, lines));
    }
}
