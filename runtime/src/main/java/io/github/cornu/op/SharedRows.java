package io.github.cornu.op;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.threads.Barrier;
import io.github.cornu.kernel.threads.ParallelJob;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.tensor.Shape;

/**
 * A step whose output is made of rows that do not depend on each other: the threads of a team share them. Immutable.
 */
@SuppressWarnings("exports") // For the operations of this module.
public final class SharedRows implements Step {
    /** Computes some rows of the output. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Computes the rows from {@code first} until before {@code end}.
         *
         * @param scratch of the thread that computes them
         */
        void run(Memory m, int first, int end, Scratch scratch);
    }

    /** Computes some rows of one sample. */
    @FunctionalInterface
    public interface RowsOfSample {
        /**
         * Computes the rows of a sample from {@code first} until before {@code end}.
         *
         * @param scratch of the thread that computes them
         */
        void run(Memory m, int sample, int first, int end, Scratch scratch);
    }

    private final ThreadTeam team;
    private final int rows;
    private final long nanos;
    private final Rows work;
    private final ParallelJob<Memory> job = this::part;

    /**
     * @param rows of the whole output
     * @param nanos estimate of the time that one thread needs for all of them
     */
    public SharedRows(ThreadTeam team, int rows, long nanos, Rows work) {
        this.team = team;
        this.rows = rows;
        this.nanos = nanos;
        this.work = work;
    }

    /**
     * A step whose rows are computed sample by sample.
     *
     * @param rows of the output of one sample
     * @param nanos estimate of the time that one thread needs for all samples
     */
    public static SharedRows ofSamples(ThreadTeam team, int samples, int rows, long nanos, RowsOfSample work) {
        return new SharedRows(team, samples * rows, nanos, (m, first, end, scratch) -> {
            int row = first;
            while (row < end) {
                int sample = row / rows;
                int before = sample * rows;
                int stop = Math.min(end, before + rows);
                work.run(m, sample, row - before, stop - before, scratch);
                row = stop;
            }
        });
    }

    /**
     * A step on images that are the only input and the only output.
     *
     * @param nanos estimate of the time that one thread needs for all of them
     */
    public static SharedRows ofImages(ThreadTeam team, Binding binding, long nanos, ImageRows images) {
        int x = binding.input(0);
        int y = binding.output(0);
        Shape input = binding.inputShape(0);
        Shape output = binding.outputShape(0);
        int inputFloats = input.size(1, input.rank());
        int outputFloats = output.size(1, output.rank());
        return ofSamples(
                team,
                input.length(0),
                images.count(),
                nanos,
                (m, sample, first, end, scratch) -> images.run(
                        m.slot(x), sample * inputFloats, m.slot(y), sample * outputFloats, first, end, scratch));
    }

    @Override
    public void run(Memory m) {
        if (rows < team.threads() || !team.tryReserve(nanos)) {
            work.run(m, 0, rows, m.scratch());
            return;
        }
        try {
            team.run(job, m, m.scratch());
        } finally {
            team.release();
        }
    }

    private void part(Memory m, int part, Barrier barrier, Scratch scratch) {
        work.run(m, team.first(part, rows), team.first(part + 1, rows), scratch);
    }
}
