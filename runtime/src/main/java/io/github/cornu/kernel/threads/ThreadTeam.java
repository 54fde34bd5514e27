package io.github.cornu.kernel.threads;

import io.github.cornu.kernel.Scratch;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

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
 * Nothing is allocated. The threads end when nobody has the team any more: when the last model that was compiled for it
 * is garbage.
 */
public final class ThreadTeam {
    /**
     * Shorter jobs are faster on one thread: passing on a part, its inputs and its outputs takes half a microsecond.
     */
    private static final long WORTH_SHARING_NANOS = 4_000;
    /** Shorter jobs do not wake threads that are parked, which takes some microseconds, unless several come soon. */
    private static final long WORTH_WAKING_NANOS = 20_000;
    /** How soon: for about as long, threads that were woken wait for the next job. */
    private static final long SOON_NANOS = 50_000;
    /** How long {@link #runAtOnce} waits for threads: a parked one comes within that time unless its core is busy. */
    private static final long PATIENCE_NANOS = 100_000;

    private static final ThreadTeam ALONE = new ThreadTeam(1);
    private static final Map<Integer, WeakReference<ThreadTeam>> TEAMS = new HashMap<>();

    private final Worker[] workers;
    private final Barrier barrier;
    private final TeamJob job;
    private final AtomicBoolean reserved = new AtomicBoolean();
    /** Jobs that came while threads were parked: since when, and how long they took. Only estimates, not guarded. */
    private long missedSince;

    private long missedNanos;

    private ThreadTeam(int threads) {
        barrier = new Barrier(threads);
        job = new TeamJob(barrier);
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1, job, barrier);
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
        if (threads == 1) {
            return ALONE;
        }
        synchronized (TEAMS) {
            WeakReference<ThreadTeam> known = TEAMS.get(threads);
            ThreadTeam team = known == null ? null : known.get();
            if (team == null) {
                team = new ThreadTeam(threads);
                Worker.start(team.workers, team);
                TEAMS.put(threads, new WeakReference<>(team));
            }
            return team;
        }
    }

    /** How many parts a job has. */
    public int threads() {
        return workers.length + 1;
    }

    /** The first of {@code count} pieces of work that falls to a part of a job, whose parts share them evenly. */
    public int first(int part, int count) {
        return (int) ((long) count * part / threads());
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
                && (nanos >= WORTH_WAKING_NANOS || allAwake() || areWorthWaking(nanos))
                && !reserved.get()
                && reserved.compareAndSet(false, true);
    }

    /** Whether the jobs that came while threads were parked would have been worth waking them, this one among them. */
    private boolean areWorthWaking(long nanos) {
        long now = System.nanoTime();
        if (now - missedSince > SOON_NANOS) {
            missedSince = now;
            missedNanos = 0;
        }
        missedNanos += nanos;
        return missedNanos >= WORTH_WAKING_NANOS;
    }

    private boolean allAwake() {
        for (Worker worker : workers) {
            if (worker.isParked()) {
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
        StackRoom.require();
        job.begin(work, on);
        for (Worker worker : workers) {
            worker.offer();
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
        StackRoom.require();
        job.begin(work, on);
        for (Worker worker : workers) {
            worker.call();
        }
        if (!allReady()) {
            for (Worker worker : workers) {
                worker.dismiss();
            }
            job.end();
            return false;
        }
        barrier.reset();
        for (Worker worker : workers) {
            worker.go();
        }
        complete(scratch);
        return true;
    }

    private boolean allReady() {
        long start = System.nanoTime();
        for (Worker worker : workers) {
            while (!worker.isReady()) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    return false;
                }
                Thread.onSpinWait();
            }
        }
        return true;
    }

    /** Runs the caller's part, and waits for the others even if one failed: nobody may write to arrays given back. */
    private void complete(Scratch scratch) {
        job.run(0, scratch);
        for (Worker worker : workers) {
            worker.finish(scratch);
        }
        Reference.reachabilityFence(this);
        job.end();
    }
}
