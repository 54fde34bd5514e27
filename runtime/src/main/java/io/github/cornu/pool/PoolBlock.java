package io.github.cornu.pool;

import io.github.cornu.ModelException;
import io.github.cornu.plan.Plan;
import io.github.cornu.session.PlanRun;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.List;

/**
 * One time step of a fixed number of streams of the same phase, ready to run.
 *
 * @param inputSizes floats of one stream by input
 * @param outputSizes floats of one stream by output
 */
record PoolBlock(PlanRun run, int streams, int[] inputSizes, int[] outputSizes) {
    /** Streams of one run at most. More would be no faster, and their arrays would not stay in the CPU's cache. */
    static final int MOST = 256;
    /** Up to here there is a block for each number of streams, above for powers of two, which keeps them few. */
    private static final int EXACT = 16;
    /** How many different numbers of streams there are. */
    static final int KINDS = EXACT + Integer.numberOfTrailingZeros(MOST / EXACT);

    /**
     * @throws ModelException if an output has no row for each stream
     */
    static PoolBlock of(PlanRun run, int streams, List<TensorSpec> outputs) {
        Plan plan = run.plan();
        int[] inputSizes = new int[plan.inputs()];
        for (int i = 0; i < inputSizes.length; i++) {
            inputSizes[i] = rowSize(plan.inputShape(i));
        }
        int[] outputSizes = new int[outputs.size()];
        for (int i = 0; i < outputSizes.length; i++) {
            Shape shape = plan.outputs().get(i).shape();
            if (shape.rank() == 0 || shape.length(0) != streams) {
                throw new ModelException("output '" + outputs.get(i).name() + "' has the shape " + shape + " for "
                        + streams + " streams, which is no row for each");
            }
            outputSizes[i] = rowSize(shape);
        }
        return new PoolBlock(run, streams, inputSizes, outputSizes);
    }

    private static int rowSize(Shape shape) {
        return shape.size(1, shape.rank());
    }

    Plan plan() {
        return run.plan();
    }

    /** How many of that many streams to run first. */
    static int streams(int left) {
        return left <= EXACT ? left : Math.min(MOST, Integer.highestOneBit(left));
    }

    /** The number of that kind of block, below {@link #KINDS}. */
    static int kind(int streams) {
        return streams <= EXACT ? streams - 1 : EXACT - 1 + Integer.numberOfTrailingZeros(streams / EXACT);
    }
}
