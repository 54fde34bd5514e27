package io.github.cornu.kernel;

/**
 * Work that {@link Kernels#share} divides among threads. It is made once and keeps nothing; what it works on is the
 * context.
 */
@FunctionalInterface
public interface SharedJob<C> {
    /**
     * Does one part.
     *
     * @param part from 0 to {@link Kernels#threads} - 1
     * @param meeting where this part may wait for the others
     * @param scratch of the thread that does this part
     */
    void run(C context, int part, Meeting meeting, Scratch scratch);
}
