package io.github.cornu.kernel.threads;

import io.github.cornu.kernel.Scratch;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread of a {@link ThreadTeam}, which runs one part of each job. Between jobs it spins for a while, then it
 * parks. Its methods are called by the thread that has reserved the team or is about to.
 */
final class Worker extends Thread {
    private static final Cleaner CLEANER = Cleaner.create();

    /**
     * How long a thread without work spins. Where other processes need the core, a longer spin costs them milliseconds.
     */
    private static final long SPIN_NANOS = 50_000;
    /** Polls between two looks at the clock. */
    private static final int SPINS = 64;

    // The states of the part. One that is offered is taken by the worker or, if that is late, by the caller.
    private static final int NONE = 0;
    private static final int OFFERED = 1;
    private static final int TAKEN = 2;
    private static final int DONE = 3;
    // Before the parts of a job that must run at the same time are taken, all workers are called and become ready.
    private static final int CALLED = 4;
    private static final int READY = 5;

    private final int part;
    private final TeamJob job;
    private final Barrier barrier;
    private final Scratch scratch = new Scratch();
    private final AtomicInteger state = new AtomicInteger(NONE);
    private volatile boolean parked;
    private volatile boolean ended;

    Worker(int part, TeamJob job, Barrier barrier) {
        super(null, null, "cornu-worker-" + part, 0, false);
        this.part = part;
        this.job = job;
        this.barrier = barrier;
        setDaemon(true);
        // The one inherited belongs to whoever made the team, and could never be unloaded.
        setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    /**
     * Starts threads.
     *
     * @param owner when nobody has it any more, they end
     */
    static void start(Worker[] workers, Object owner) {
        CLEANER.register(owner, () -> end(workers));
        try {
            for (Worker worker : workers) {
                worker.start();
            }
        } catch (Throwable e) {
            end(workers);
            throw e;
        }
    }

    private static void end(Worker[] workers) {
        for (Worker worker : workers) {
            worker.ended = true;
            LockSupport.unpark(worker);
        }
    }

    @Override
    public void run() {
        while (awaitWork()) {
            if (takePart()) {
                job.run(part, scratch);
                state.set(DONE);
            }
        }
    }

    /** False if there will be none. */
    private boolean awaitWork() {
        long start = System.nanoTime();
        while (!hasWork()) {
            if (ended) {
                return false;
            }
            for (int i = 0; i < SPINS && !hasWork(); i++) {
                Thread.onSpinWait();
            }
            if (System.nanoTime() - start > SPIN_NANOS) {
                park();
            }
        }
        return true;
    }

    private boolean hasWork() {
        int now = state.get();
        return now == OFFERED || now == CALLED;
    }

    private void park() {
        parked = true;
        while (!hasWork() && !ended) {
            LockSupport.park(this);
            // A thread whose interrupt flag is set does not park.
            interrupted();
        }
        parked = false;
    }

    /** False if the caller has taken the part, or has given up waiting for all workers. */
    private boolean takePart() {
        if (state.compareAndSet(CALLED, READY)) {
            for (int spins = 0; state.get() == READY; spins++) {
                barrier.spin(spins);
            }
            return state.get() == TAKEN;
        }
        return state.compareAndSet(OFFERED, TAKEN);
    }

    boolean isParked() {
        return parked;
    }

    /** Lets the part be run soon, or by {@link #finish}. */
    void offer() {
        set(OFFERED);
    }

    /** Asks the worker to become ready for a part that must run at the same time as the others. */
    void call() {
        set(CALLED);
    }

    private void set(int work) {
        state.set(work);
        if (parked) {
            LockSupport.unpark(this);
        }
    }

    /** Whether the worker has come after {@link #call}. */
    boolean isReady() {
        return state.get() == READY;
    }

    /** Runs the part of a worker that is ready. */
    void go() {
        state.set(TAKEN);
    }

    /** Takes back what {@link #call} asked for. */
    void dismiss() {
        state.set(NONE);
    }

    /** Waits until the part is done; runs it on the calling thread if the worker has not begun. */
    void finish(Scratch callers) {
        if (state.compareAndSet(OFFERED, NONE)) {
            job.run(part, callers);
            return;
        }
        for (int spins = 0; state.get() != DONE; spins++) {
            barrier.spin(spins);
        }
        state.set(NONE);
    }
}
