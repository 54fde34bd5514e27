package io.github.cornu.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the parts of small jobs. For a while after a job they spin, so that the next one reaches them in a
 * fraction of a microsecond; then they park. A part is always the same thread's, whose caches keep its weights, but who
 * has the job does what nobody else has begun when his own part is done, unless the parts must run at once.
 */
final class Team {
    /** Work of as many parts as the team has threads; they may run at the same time, in any order. */
    interface Job {
        void run(int part, Scratch scratch);

        /** All parts have ended, or none will begin; who has the team next may use this object again. */
        default void forget() {}
    }

    /** On a core that others need, more would cost them milliseconds. */
    private static final long SPIN_NANOS = 50_000;
    /** Waking a thread takes some microseconds. */
    private static final long WORTH_WAKING_NANOS = 20_000;

    /** Threads that have to be woken come within so long, or not at all because their core is busy. */
    private static final long PATIENCE_NANOS = 100_000;

    private static final int SPINS = 64;

    // What a worker's part is.
    private static final int NONE = 0;
    private static final int OFFERED = 1;
    private static final int TAKEN = 2;
    private static final int DONE = 3;
    // Before a part that must run at the same time as the others is offered: whether the thread is there.
    private static final int CALLED = 4;
    private static final int READY = 5;

    private static final ConcurrentMap<Integer, Team> TEAMS = new ConcurrentHashMap<>();

    private final Worker[] workers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Meeting meeting;
    private Job job;
    private volatile Throwable failure;

    private Team(int threads) {
        meeting = new Meeting(threads);
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

    /** Where the parts of {@link #runAtOnce} wait for each other. */
    Meeting meeting() {
        return meeting;
    }

    /** Runs all parts of a job; the team is free afterwards. */
    void run(Job work, Scratch scratch) {
        begin(work);
        for (Worker worker : workers) {
            worker.offer(OFFERED);
        }
        complete(scratch);
    }

    /**
     * Runs all parts of a job whose parts meet, or none if a thread does not come soon; the team is free afterwards.
     *
     * @return whether it was run
     */
    boolean runAtOnce(Job work, Scratch scratch) {
        begin(work);
        for (Worker worker : workers) {
            worker.offer(CALLED);
        }
        if (!allReady()) {
            for (Worker worker : workers) {
                worker.state.set(NONE);
            }
            free();
            return false;
        }
        meeting.reset();
        for (Worker worker : workers) {
            worker.state.set(TAKEN);
        }
        complete(scratch);
        return true;
    }

    private boolean allReady() {
        long start = System.nanoTime();
        for (Worker worker : workers) {
            while (worker.state.get() != READY) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    return false;
                }
                Thread.onSpinWait();
            }
        }
        return true;
    }

    private void begin(Job work) {
        job = work;
        failure = null;
    }

    /** The caller's part, and the ends of the others. */
    private void complete(Scratch scratch) {
        runPart(0, scratch);
        // Nobody may be at work in the caller's arrays when he has them back.
        for (Worker worker : workers) {
            worker.finish(scratch);
        }
        Throwable thrown = failure;
        free();
        if (thrown != null) {
            Team.<RuntimeException>rethrow(thrown);
        }
    }

    /** As it is: what users wrote in other languages throws what Java would have them declare, too. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private void free() {
        job.forget();
        job = null;
        failure = null;
        busy.set(false);
    }

    private void runPart(int part, Scratch scratch) {
        try {
            job.run(part, scratch);
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** The first failure counts: others come from it. */
    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
        meeting.end();
    }

    private final class Worker extends Thread {
        private final int part;
        private final Scratch scratch = new Scratch();
        private final AtomicInteger state = new AtomicInteger(NONE);
        private volatile boolean parked;

        Worker(int part) {
            super(null, null, "cornu-worker-" + part, 0, false);
            this.part = part;
            setDaemon(true);
            // That of who came first, which the thread would keep for ever, is not that of the next one.
            setContextClassLoader(ClassLoader.getSystemClassLoader());
        }

        @Override
        public void run() {
            while (true) {
                await();
                if (state.compareAndSet(CALLED, READY)) {
                    for (int spins = 0; state.get() == READY; spins++) {
                        meeting.pause(spins);
                    }
                    if (state.get() != TAKEN) {
                        continue;
                    }
                } else if (!state.compareAndSet(OFFERED, TAKEN)) {
                    continue;
                }
                runPart(part, scratch);
                state.set(DONE);
            }
        }

        private boolean isWanted() {
            int now = state.get();
            return now == OFFERED || now == CALLED;
        }

        private void await() {
            long start = System.nanoTime();
            while (!isWanted()) {
                for (int i = 0; i < SPINS && !isWanted(); i++) {
                    Thread.onSpinWait();
                }
                if (System.nanoTime() - start > SPIN_NANOS) {
                    parked = true;
                    while (!isWanted()) {
                        LockSupport.park(Team.this);
                        // Or it would not park again.
                        interrupted();
                    }
                    parked = false;
                }
            }
        }

        /** Called by who has the job, as is {@link #finish}. */
        void offer(int how) {
            state.set(how);
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        void finish(Scratch callers) {
            if (state.compareAndSet(OFFERED, NONE)) {
                runPart(part, callers);
                return;
            }
            for (int spins = 0; state.get() != DONE; spins++) {
                meeting.pause(spins);
            }
            state.set(NONE);
        }
    }
}
