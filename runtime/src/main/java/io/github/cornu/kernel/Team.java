package io.github.cornu.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the parts of small jobs. For a while after a job they spin, so that the next one reaches them in a
 * tenth of a microsecond; then they park. Who has a job works on it too, and does alone what nobody else has begun.
 */
final class Team {
    /** Work of several parts; they may run at the same time, in any order. */
    interface Job {
        void run(int part, Scratch scratch);
    }

    /** On a core that others need, more would cost them milliseconds. */
    private static final long SPIN_NANOS = 50_000;
    /** Waking a thread takes some microseconds. */
    private static final long WORTH_WAKING_NANOS = 20_000;

    private static final int SPINS = 64;
    private static final ConcurrentMap<Integer, Team> TEAMS = new ConcurrentHashMap<>();

    private final Worker[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private Job job;
    private int parts;
    private volatile int ticket;
    private volatile Throwable failure;

    private Team(int threads) {
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i);
            workers[i].start();
        }
    }

    /** The team of this process with so many threads, the caller among them. */
    static Team of(int threads) {
        return TEAMS.computeIfAbsent(threads, Team::new);
    }

    int threads() {
        return workers.length + 1;
    }

    /**
     * Whether the team is free and a job of that length is worth it; then {@link #run} must follow.
     *
     * @param nanos what one thread would need for the job
     */
    boolean reserve(long nanos) {
        return (nanos >= WORTH_WAKING_NANOS || isAwake()) && !busy.get() && busy.compareAndSet(false, true);
    }

    private boolean isAwake() {
        for (Worker worker : workers) {
            if (!worker.parked) {
                return true;
            }
        }
        return false;
    }

    /** Runs all parts of a job; the team is free afterwards. */
    void run(Job work, int count, Scratch scratch) {
        job = work;
        parts = count;
        done.set(0);
        failure = null;
        next.set(0);
        ticket++;
        for (Worker worker : workers) {
            if (worker.parked) {
                LockSupport.unpark(worker);
            }
        }
        takeParts(scratch);
        while (done.get() < count) {
            Thread.onSpinWait();
        }
        job = null;
        Throwable thrown = failure;
        busy.set(false);
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
    }

    private void takeParts(Scratch scratch) {
        // What the job is was written before next became 0, so that who gets a part sees it.
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            try {
                job.run(part, scratch);
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                done.incrementAndGet();
            }
        }
    }

    private final class Worker extends Thread {
        private final Scratch scratch = new Scratch();
        private volatile boolean parked;

        Worker(int number) {
            super("cornu-worker-" + number);
            setDaemon(true);
        }

        @Override
        public void run() {
            int seen = 0;
            while (true) {
                seen = await(seen);
                takeParts(scratch);
            }
        }

        /** The next ticket. */
        private int await(int seen) {
            long start = System.nanoTime();
            while (ticket == seen) {
                for (int i = 0; i < SPINS && ticket == seen; i++) {
                    Thread.onSpinWait();
                }
                if (System.nanoTime() - start > SPIN_NANOS) {
                    parked = true;
                    while (ticket == seen) {
                        LockSupport.park(Team.this);
                    }
                    parked = false;
                }
            }
            return ticket;
        }
    }
}
