package io.github.cornu.kernel.threads;

import io.github.cornu.kernel.Scratch;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed number of threads that run the parts of short jobs: the calling thread, which runs part 0, and daemon
 * threads. After a job the daemon threads spin for a while, so that the next job reaches them in a fraction of a
 * microsecond; then they park.
 *
 * <p>A team runs one job at a time. A thread that wants to run one {@linkplain #tryReserve reserves} the team, and
 * works alone if it cannot:
 *
 * <pre>
 * if (team.tryReserve(nanos)) {
 *     try {
 *         team.run(job, context, scratch);
 *     } finally {
 *         team.release();
 *     }
 * }
 * </pre>
 *
 * Each part is run by the same thread every time, because that thread's caches still hold the weights of the part.
 * Nothing is allocated.
 */
public final class ThreadTeam {
    /**
     * Shorter jobs are faster on one thread: passing on a part, its inputs and its outputs takes half a microsecond.
     */
    private static final long WORTH_SHARING_NANOS = 4_000;
    /** Shorter jobs do not wake threads that are parked, which takes some microseconds. */
    private static final long WORTH_WAKING_NANOS = 20_000;
    /**
     * How long a thread without work spins. Where other processes need the core, a longer spin costs them milliseconds.
     */
    private static final long SPIN_NANOS = 50_000;
    /** How long {@link #runAtOnce} waits for threads: a parked one comes within that time unless its core is busy. */
    private static final long PATIENCE_NANOS = 100_000;
    /** Polls between two looks at the clock. */
    private static final int SPINS = 64;

    // The states of a worker's part. A job of run() offers it. The worker or, if the worker is late, the caller takes
    // it.
    private static final int NONE = 0;
    private static final int OFFERED = 1;
    private static final int TAKEN = 2;
    private static final int DONE = 3;
    // A job of runAtOnce() calls all workers first, and lets the part be taken when all of them are ready.
    private static final int CALLED = 4;
    private static final int READY = 5;

    private static final ConcurrentMap<Integer, ThreadTeam> TEAMS = new ConcurrentHashMap<>();

    private final Worker[] workers;
    private final Barrier barrier;
    private final AtomicBoolean reserved = new AtomicBoolean();
    private ParallelJob<Object> job;
    private Object context;
    private volatile Throwable failure;

    private ThreadTeam(int threads) {
        barrier = new Barrier(threads);
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].start();
        }
    }

    /**
     * The team of this process with so many threads, the calling thread among them. A team of one thread runs no jobs.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public static ThreadTeam of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be positive, got " + threads);
        }
        return TEAMS.computeIfAbsent(threads, ThreadTeam::new);
    }

    /** How many parts a job has. */
    public int threads() {
        return workers.length + 1;
    }

    /**
     * Reserves the team for the calling thread, until {@link #release}, if no other thread has it and a job of that
     * length gets faster by it.
     *
     * @param nanos estimate of the time that one thread needs for the job
     */
    public boolean tryReserve(long nanos) {
        return workers.length > 0
                && nanos >= WORTH_SHARING_NANOS
                && (nanos >= WORTH_WAKING_NANOS || allAwake())
                && !reserved.get()
                && reserved.compareAndSet(false, true);
    }

    private boolean allAwake() {
        for (Worker worker : workers) {
            if (worker.parked) {
                return false;
            }
        }
        return true;
    }

    /** Lets other threads reserve the team. */
    public void release() {
        reserved.set(false);
    }

    /**
     * Runs all parts of a job, in any order. Parts may run at the same time, but need not: when the calling thread has
     * run its own part, it also runs those that no other thread has begun. The team must be reserved.
     *
     * @param scratch of the calling thread
     * @throws RuntimeException the first thing that a part threw; checked exceptions and errors, too, come as they are
     */
    public <C> void run(ParallelJob<C> work, C on, Scratch scratch) {
        begin(work, on);
        for (Worker worker : workers) {
            worker.offer(OFFERED);
        }
        complete(scratch);
    }

    /**
     * Runs all parts of a job at the same time, so that they may wait for each other at the barrier, or runs none, if a
     * thread is not there within a fraction of a millisecond. The team must be reserved.
     *
     * @param scratch of the calling thread
     * @return whether the job was run
     * @throws RuntimeException as {@link #run}
     */
    public <C> boolean runAtOnce(ParallelJob<C> work, C on, Scratch scratch) {
        begin(work, on);
        for (Worker worker : workers) {
            worker.offer(CALLED);
        }
        if (!allReady()) {
            for (Worker worker : workers) {
                worker.state.set(NONE);
            }
            end();
            return false;
        }
        barrier.reset();
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

    @SuppressWarnings("unchecked")
    private <C> void begin(ParallelJob<C> work, C on) {
        job = (ParallelJob<Object>) work;
        context = on;
        failure = null;
    }

    /** Forgets the job, whose arrays would stay in memory otherwise. */
    private void end() {
        job = null;
        context = null;
        failure = null;
    }

    /** Runs the caller's part, and waits for the others even if one failed: nobody may write to arrays given back. */
    private void complete(Scratch scratch) {
        runPart(0, scratch);
        for (Worker worker : workers) {
            worker.finish(scratch);
        }
        Throwable thrown = failure;
        end();
        if (thrown != null) {
            ThreadTeam.<RuntimeException>rethrow(thrown);
        }
    }

    /** Throws a checked exception without declaring it: code of users in other JVM languages throws such ones. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private void runPart(int part, Scratch scratch) {
        try {
            job.run(context, part, barrier, scratch);
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Keeps the first failure only: the others follow from it. */
    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
        barrier.breakUp();
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
            // The one inherited belongs to whoever made the team, and could never be unloaded.
            setContextClassLoader(ClassLoader.getSystemClassLoader());
        }

        @Override
        public void run() {
            while (true) {
                awaitWork();
                if (takePart()) {
                    runPart(part, scratch);
                    state.set(DONE);
                }
            }
        }

        /** False if the caller was faster, or has given up waiting for all threads. */
        private boolean takePart() {
            if (state.compareAndSet(CALLED, READY)) {
                for (int spins = 0; state.get() == READY; spins++) {
                    barrier.spin(spins);
                }
                return state.get() == TAKEN;
            }
            return state.compareAndSet(OFFERED, TAKEN);
        }

        private boolean hasWork() {
            int now = state.get();
            return now == OFFERED || now == CALLED;
        }

        private void awaitWork() {
            long start = System.nanoTime();
            while (!hasWork()) {
                for (int i = 0; i < SPINS && !hasWork(); i++) {
                    Thread.onSpinWait();
                }
                if (System.nanoTime() - start > SPIN_NANOS) {
                    park();
                }
            }
        }

        private void park() {
            parked = true;
            while (!hasWork()) {
                LockSupport.park(ThreadTeam.this);
                // A thread whose interrupt flag is set does not park.
                interrupted();
            }
            parked = false;
        }

        /** Called by the thread that has reserved the team, as is {@link #finish}. */
        void offer(int how) {
            state.set(how);
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        /** Waits until the part is done; runs it on the calling thread if this worker has not begun. */
        void finish(Scratch callers) {
            if (state.compareAndSet(OFFERED, NONE)) {
                runPart(part, callers);
                return;
            }
            for (int spins = 0; state.get() != DONE; spins++) {
                barrier.spin(spins);
            }
            state.set(NONE);
        }
    }
}
