package io.github.cornu.session;

import io.github.cornu.plan.Program;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Runners that wait for the next call of any thread, none of which keeps states from call to call. There are at most as
 * many as have run at once, and no more than {@value #PER_CPU} for each CPU; they hold none of the callers' tensors.
 * One whose call has failed is not given back, so that nothing of that call is seen again. Safe for all threads, which
 * never wait for each other.
 */
public final class IdleRunners {
    private static final int PER_CPU = 4;
    private static final int MINIMUM = 16;
    /** References between two places, so that threads that use different places do not share a cache line. */
    private static final int STRIDE = 16;
    /** Spreads the numbers of threads, which are in sequence, over the places. */
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private final Program program;
    /** A power of two. */
    private final int count;

    private final AtomicReferenceArray<SessionRunner> places;

    public IdleRunners(Program program) {
        this.program = program;
        int wanted = Math.max(MINIMUM, PER_CPU * Runtime.getRuntime().availableProcessors());
        this.count = Integer.highestOneBit(2 * wanted - 1);
        this.places = new AtomicReferenceArray<>(count * STRIDE);
    }

    /** One that the caller has alone until {@link #giveBack}; if there is one, that which its thread had last. */
    public SessionRunner take() {
        int home = home();
        for (int i = 0; i < count; i++) {
            int place = (home + i & count - 1) * STRIDE;
            if (places.get(place) != null) {
                SessionRunner idle = places.getAndSet(place, null);
                if (idle != null) {
                    return idle;
                }
            }
        }
        SessionRunner fresh = new SessionRunner(program);
        fresh.setStateful(false);
        return fresh;
    }

    /** Gives one back whose call has ended well, or forgets it if there are too many. */
    public void giveBack(SessionRunner runner) {
        runner.releaseTensors();
        int home = home();
        for (int i = 0; i < count; i++) {
            int place = (home + i & count - 1) * STRIDE;
            if (places.get(place) == null && places.compareAndSet(place, null, runner)) {
                return;
            }
        }
    }

    private int home() {
        return (int) Thread.currentThread().getId() * GOLDEN_RATIO >>> Integer.numberOfLeadingZeros(count - 1);
    }

    /** How many there are. */
    int size() {
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += places.get(i * STRIDE) == null ? 0 : 1;
        }
        return size;
    }
}
