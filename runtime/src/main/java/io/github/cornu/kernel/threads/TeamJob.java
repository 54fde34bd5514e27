package io.github.cornu.kernel.threads;

import io.github.cornu.kernel.Scratch;

/**
 * The job that a {@link ThreadTeam} works on, one after the other. The threads of the team know this object and not the
 * team: they end when nobody has the team any more.
 */
final class TeamJob {
    private final Barrier barrier;
    private ParallelJob<Object> job;
    private Object context;
    private volatile Throwable failure;

    TeamJob(Barrier barrier) {
        this.barrier = barrier;
    }

    @SuppressWarnings("unchecked")
    <C> void begin(ParallelJob<C> work, C on) {
        job = (ParallelJob<Object>) work;
        context = on;
        failure = null;
    }

    /** Runs a part; what it throws is kept for {@link #end}. */
    void run(int part, Scratch scratch) {
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

    /** Forgets the job, whose arrays would stay in memory otherwise, and throws what a part has thrown. */
    void end() {
        Throwable thrown = failure;
        job = null;
        context = null;
        failure = null;
        if (thrown != null) {
            TeamJob.<RuntimeException>rethrow(thrown);
        }
    }

    /** Throws a checked exception without declaring it: code of users in other JVM languages throws such ones. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
