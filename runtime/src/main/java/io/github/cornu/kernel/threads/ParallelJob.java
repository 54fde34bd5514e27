package io.github.cornu.kernel.threads;

import io.github.cornu.kernel.Scratch;

/**
 * Work in as many parts as a {@link ThreadTeam} has threads. A job has no data of its own, so that one object serves
 * all calls: what it works on is the context.
 */
@FunctionalInterface
public interface ParallelJob<C> {
    /**
     * Runs one part.
     *
     * @param part from 0 to {@link ThreadTeam#threads} - 1
     * @param barrier where the parts may wait for each other, but only if they were started by {@link
     *     ThreadTeam#runAtOnce}
     * @param scratch of the thread that runs this part
     */
    void run(C context, int part, Barrier barrier, Scratch scratch);
}
