package io.github.cornu.op;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Operations on images that follow each other, computed together: all of them for some rows of the last output, a
 * strip, then for the next ones. What is between the operations stays in the second-level cache and is never there as a
 * whole; rows that two strips need are kept from the one to the other. Immutable.
 */
@SuppressWarnings("exports") // For the plans of this module.
public final class Strips implements SharedRows.RowsOfSample {
    /** Floats that stay in the second-level cache. */
    public static final int CACHED = 1 << 17;

    private final int x;
    private final int y;
    private final ImageRows[] stages;
    /** Floats of a row of the input of each stage and, at the end, of the output. */
    private final int[] widths;
    /** Floats of an image of the input. */
    private final int inputFloats;
    /** Rows of the output in a strip. */
    private final int height;
    /** Floats that the input of each stage but the first takes in a strip at most. */
    private final int[] capacities;

    /** @param cached floats between the operations that a strip may take */
    Strips(int x, int y, List<ImageRows> stages, List<Shape> shapes, int cached) {
        this.x = x;
        this.y = y;
        this.stages = stages.toArray(ImageRows[]::new);
        this.widths = shapes.stream().mapToInt(shape -> shape.size(2, 4)).toArray();
        this.inputFloats = shapes.get(0).size(1, 4);
        this.height = height(cached);
        this.capacities = new int[stages.size()];
        for (int row = 0; row < rows(); row++) {
            for (int stage = 1; stage < capacities.length; stage++) {
                capacities[stage] = Math.max(capacities[stage], floats(stage, row, Math.min(row + height, rows())));
            }
        }
    }

    /**
     * The step that runs some operations.
     *
     * @param x slot of the input
     * @param y slot of the output
     * @param stages the operations
     * @param shapes of the input of each of them and, at the end, of the output: (batch, rows, columns, channels)
     */
    public static Step step(ThreadTeam team, int x, int y, List<ImageRows> stages, List<Shape> shapes) {
        Strips strips = new Strips(x, y, stages, shapes, CACHED);
        int batch = shapes.get(0).length(0);
        long nanos = stages.stream().mapToLong(ImageRows::nanos).sum();
        return SharedRows.ofSamples(team, batch, strips.rows(), batch * nanos, strips);
    }

    int rows() {
        return stages[stages.length - 1].count();
    }

    /** As many rows as can be while what is between the operations stays in the cache. */
    private int height(int cached) {
        int height = 1;
        while (height < rows() && floatsInTheMiddle(height + 1) <= cached) {
            height++;
        }
        return height;
    }

    private int floatsInTheMiddle(int height) {
        int first = (rows() - height) / 2;
        int floats = 0;
        for (int stage = 1; stage < stages.length; stage++) {
            floats += floats(stage, first, first + height);
        }
        return floats;
    }

    /** Floats of the input of a stage that some rows of the output need. */
    private int floats(int stage, int first, int end) {
        return (end(stage, end) - first(stage, first)) * widths[stage];
    }

    /** The first row of the input of a stage that the output needs from a row on. */
    private int first(int stage, int row) {
        int at = row;
        for (int i = stages.length - 1; i >= stage; i--) {
            at = stages[i].firstInput(at);
        }
        return at;
    }

    /** Where the rows of the input of a stage end that the output needs before a row, which is not the first. */
    private int end(int stage, int row) {
        int at = row;
        for (int i = stages.length - 1; i >= stage; i--) {
            at = at == 0 ? 0 : stages[i].endInput(at - 1);
        }
        return at;
    }

    @Override
    public void run(Memory m, int sample, int first, int end, Scratch scratch) {
        int last = stages.length - 1;
        for (int row = first; row < end; row += height) {
            int stop = Math.min(row + height, end);
            float[] in = m.slot(x);
            int from = sample * inputFloats;
            for (int stage = 0; stage < last; stage++) {
                int low = first(stage + 1, row);
                int known = row == first ? low : keep(stage + 1, row, scratch);
                float[] out = strip(stage + 1, scratch);
                int to = -low * widths[stage + 1];
                stages[stage].run(in, from, out, to, known, end(stage + 1, stop), scratch);
                in = out;
                from = to;
            }
            stages[last].run(in, from, m.slot(y), sample * rows() * widths[last + 1], row, stop, scratch);
        }
    }

    /**
     * Moves the rows of the input of a stage that the strip before had too to the front.
     *
     * @param row the first of this strip
     * @return the first row that the strip before had not
     */
    private int keep(int stage, int row, Scratch scratch) {
        int before = first(stage, row - height);
        int low = first(stage, row);
        int known = end(stage, row);
        if (known <= low) {
            return low;
        }
        float[] strip = strip(stage, scratch);
        int width = widths[stage];
        System.arraycopy(strip, (low - before) * width, strip, 0, (known - low) * width);
        return known;
    }

    private float[] strip(int stage, Scratch scratch) {
        return scratch.strip(stage - 1, capacities[stage]);
    }
}
