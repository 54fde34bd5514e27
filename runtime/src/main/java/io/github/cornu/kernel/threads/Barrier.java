package io.github.cornu.kernel.threads;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Where the parts of a {@link ParallelJob} wait until all of them have arrived, as often as they like. Waiting threads
 * spin, because a time step of a recurrent layer is much shorter than the time it takes to wake a thread.
 */
public final class Barrier {
    /** Ints between the counters of two threads, so that no two counters are in one cache line. */
    private static final int STRIDE = 64;
    /** Polls without a pause: the other threads mostly arrive within that time. */
    private static final int EAGER_SPINS = 200;
    /** Polls before the waiting thread yields its core; they take some 50 microseconds. */
    private static final int MAX_SPINS = 1_000;

    private final int threads;
    private final int spinsBeforeYield;
    /** How often each thread has arrived. */
    private final AtomicIntegerArray arrivals;

    private volatile boolean broken;

    Barrier(int threads) {
        this.threads = threads;
        // A thread without a core of its own can only arrive after another one yields.
        this.spinsBeforeYield = threads > Runtime.getRuntime().availableProcessors() ? EAGER_SPINS : MAX_SPINS;
        this.arrivals = new AtomicIntegerArray((threads + 1) * STRIDE);
    }

    /**
     * Waits until all parts have called this method as often as this one has. Each part then sees all that the others
     * wrote before.
     *
     * @param part of the thread that calls
     * @throws IllegalStateException if another part failed and will not arrive
     */
    public void await(int part) {
        int turn = arrivals.getPlain(index(part)) + 1;
        arrivals.setRelease(index(part), turn);
        for (int other = 0; other < threads; other++) {
            int spins = 0;
            // The difference stays right when the counters overflow.
            while (arrivals.getAcquire(index(other)) - turn < 0) {
                if (broken) {
                    throw new IllegalStateException("another part failed");
                }
                spin(spins++);
            }
        }
    }

    /** Leaves the first cache line free: the length of the array is in it, which all threads read. */
    private static int index(int part) {
        return (part + 1) * STRIDE;
    }

    /**
     * What a waiting thread does between two polls: nothing, then a pause instruction, in the end it yields its core.
     */
    void spin(int spins) {
        if (spins > spinsBeforeYield) {
            Thread.yield();
        } else if (spins > EAGER_SPINS) {
            Thread.onSpinWait();
        }
    }

    /** Makes all waiting threads throw, those that arrive later too. */
    void breakUp() {
        broken = true;
    }

    /** Prepares for the next job; no thread may be waiting. */
    void reset() {
        broken = false;
        for (int i = 0; i < threads; i++) {
            arrivals.set(index(i), 0);
        }
    }
}
