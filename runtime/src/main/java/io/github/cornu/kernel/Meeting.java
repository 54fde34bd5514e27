package io.github.cornu.kernel;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Where threads that share a job wait for each other. */
public final class Meeting {
    /** Ints from the place of one thread to that of the next, in cache lines of their own. */
    private static final int STRIDE = 64;
    /** Looks at the place of another thread before the processor is told that this is a waiting loop. */
    private static final int EAGER = 200;

    /** Some 50 microseconds. */
    private static final int SPINS = 1_000;

    private final int threads;
    /** Looks before a core is given to others; few where there is not one for each thread. */
    private final int patience;

    private final AtomicIntegerArray places;
    private volatile boolean ended;

    Meeting(int threads) {
        this.threads = threads;
        this.patience = threads > Runtime.getRuntime().availableProcessors() ? EAGER : SPINS;
        this.places = new AtomicIntegerArray((threads + 1) * STRIDE);
    }

    /**
     * Waits until all threads are here; what each of them wrote before, all of them see.
     *
     * @param part of the thread that calls
     * @throws IllegalStateException if another part failed and will not come
     */
    public void meet(int part) {
        int turn = places.getPlain(place(part)) + 1;
        places.setRelease(place(part), turn);
        for (int other = 0; other < threads; other++) {
            int spins = 0;
            while (places.getAcquire(place(other)) - turn < 0) {
                if (ended) {
                    throw new IllegalStateException("another part failed");
                }
                pause(spins++);
            }
        }
    }

    /** Away from the length of the array, which all threads read. */
    private static int place(int part) {
        return (part + 1) * STRIDE;
    }

    /** Between looks at the place of another thread; gives a core that the others need to them, in the end. */
    void pause(int spins) {
        if (spins > patience) {
            Thread.yield();
        } else if (spins > EAGER) {
            Thread.onSpinWait();
        }
    }

    /** Lets nobody wait any more. */
    void end() {
        ended = true;
    }

    /** As it was at first; while no thread is here. */
    void reset() {
        ended = false;
        for (int i = 0; i < threads; i++) {
            places.set(place(i), 0);
        }
    }
}
