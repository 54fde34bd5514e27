package io.github.cornu.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the parts of small jobs. For a while after a job they spin, so that the next one reaches them in a
 * fraction of a microsecond; then they park. A part is always the same thread's, whose caches keep its weights, but who
 * has the job does what nobody else has begun when his own part is done.
 */
final class Team {
    /** Work of as many parts as the team has threads; they may run at the same time, in any order. */
    interface Job {
        void run(int part, Scratch scratch);
    }

    /** On a core that others need, more would cost them milliseconds. */
    private static final long SPIN_NANOS = 50_000;
    /** Waking a thread takes some microseconds. */
    private static final long WORTH_WAKING_NANOS = 20_000;

    private static final int SPINS = 64;

    // What a worker's part is.
    private static final int NONE = 0;
    private static final int OFFERED = 1;
    private static final int TAKEN = 2;
    private static final int DONE = 3;

    private static final ConcurrentMap<Integer, Team> TEAMS = new ConcurrentHashMap<>();

    private final Worker[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private Job job;
    private volatile Throwable failure;

    private Team(int threads) {
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
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
            if (worker.parked) {
                return false;
            }
        }
        return true;
    }

    /** Runs all parts of a job; the team is free afterwards. */
    void run(Job work, Scratch scratch) {
        job = work;
        failure = null;
        for (Worker worker : workers) {
            worker.offer();
        }
        try {
            work.run(0, scratch);
        } finally {
            // Nobody may be at work in the caller's arrays when he has them back.
            for (Worker worker : workers) {
                worker.finish(scratch);
            }
            job = null;
            busy.set(false);
        }
        rethrow();
    }

    private void rethrow() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
    }

    private final class Worker extends Thread {
        private final int part;
        private final Scratch scratch = new Scratch();
        private final AtomicInteger state = new AtomicInteger(NONE);
        private volatile boolean parked;

        Worker(int part) {
            super("cornu-worker-" + part);
            this.part = part;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                await();
                if (state.compareAndSet(OFFERED, TAKEN)) {
                    work(scratch);
                    state.set(DONE);
                }
            }
        }

        private void work(Scratch memory) {
            try {
                job.run(part, memory);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }

        private void await() {
            long start = System.nanoTime();
            while (state.get() != OFFERED) {
                for (int i = 0; i < SPINS && state.get() != OFFERED; i++) {
                    Thread.onSpinWait();
                }
                if (System.nanoTime() - start > SPIN_NANOS) {
                    parked = true;
                    while (state.get() != OFFERED) {
                        LockSupport.park(Team.this);
                    }
                    parked = false;
                }
            }
        }

        /** Called by who has the job, as is {@link #finish}. */
        void offer() {
            state.set(OFFERED);
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        void finish(Scratch callers) {
            if (state.compareAndSet(OFFERED, NONE)) {
                work(callers);
                return;
            }
            while (state.get() != DONE) {
                Thread.onSpinWait();
            }
            state.set(NONE);
        }
    }
}
