package io.github.cornu.cli;

/**
 * Counts of times, to tell percentiles of. A time is kept to 1/128 of itself, those below 128 ns exactly, the largest
 * one too; taking one allocates nothing.
 */
final class Latencies {
    private static final int BITS = 7;
    private static final int STEPS = 1 << BITS;

    private final long[] counts = new long[(Long.SIZE - BITS) * STEPS];
    private long count;
    private long max;

    /** @param nanos at least 0 */
    void add(long nanos) {
        counts[place(nanos)]++;
        count++;
        max = Math.max(max, nanos);
    }

    private static int place(long nanos) {
        int shift = Math.max(0, Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(nanos | 1));
        return shift * STEPS + (int) (nanos >>> shift);
    }

    /** The largest time that is counted in a place. */
    private static long largest(int place) {
        int shift = Math.max(0, place / STEPS - 1);
        return ((long) (place - shift * STEPS + 1) << shift) - 1;
    }

    long count() {
        return count;
    }

    long max() {
        return max;
    }

    /**
     * The time that this part of all times does not exceed; of too few times, the largest.
     *
     * @param part from 0 to 1
     */
    long percentile(double part) {
        long wanted = Math.max(1, (long) Math.ceil(part * count));
        long seen = 0;
        for (int place = 0; place < counts.length; place++) {
            seen += counts[place];
            if (seen >= wanted) {
                return Math.min(largest(place), max);
            }
        }
        return max;
    }
}
