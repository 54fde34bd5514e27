package io.github.cornu.pool;

import io.github.cornu.ModelException;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.Program;
import io.github.cornu.session.Buffers;
import io.github.cornu.session.HeldSteps;
import io.github.cornu.session.Outputs;
import io.github.cornu.session.PlanRun;
import io.github.cornu.session.StateArrays;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Steps streams of a pool that the caller has claimed: brings the states of a block of them together, runs the model,
 * and takes the states back. Streams of different phases go into different blocks. Whatever a block throws, the streams
 * of the blocks before it have their old states again. For one thread at a time.
 */
public final class PoolRunner {
    /** Floats of the states that are brought together at most. */
    private static final int BLOCK_FLOATS = 1 << 22;

    private final Program program;
    private final PoolPages pages;
    /** The states of one block. */
    private final StateArrays states;

    private final HeldSteps windows;
    private final PoolPhases phases;
    /** What the states were before the call, a row for each stream in the order of the phases. */
    private final PoolPages before;

    private final Memory memory = new Memory();
    private final Buffers buffers = new Buffers();
    private final float[][] in;
    private final float[][] out;
    /** By phase, then by kind of block; null where none was needed so far. */
    private PoolBlock[][] blocks = {};
    /** By phase, then by output: how many time steps come out; null where no block was made so far. */
    private int[][] steps = {};
    /** What the inputs have to look like, with any number of streams. */
    private List<Shape> inputShapes;

    /**
     * @param program of chunks
     * @param pages where the states of the streams are
     */
    public PoolRunner(Program program, PoolPages pages) {
        this.program = program;
        this.pages = pages;
        this.states = new StateArrays(program.states());
        this.windows = new HeldSteps(program);
        this.phases = new PoolPhases(windows.windows());
        this.before = new PoolPages(pages.rowFloats());
        this.in = new float[program.inputs().size()][0];
        this.out = new float[program.outputs().size()][0];
        memory.setStateful(true);
        memory.setStream(true);
    }

    /**
     * Steps the streams whose handles stand from one place to before another one; their inputs and outputs are the rows
     * from that place on.
     *
     * @throws ModelException if the tensors do not fit, or the model cannot take their numbers
     */
    public void run(int[] handles, int from, int to, Tensor[] inputs, Tensor[] outputs) {
        if (phases.areTooMany()) {
            forget();
        }
        takeShapes(inputs);
        phases.sort(handles, from, to, pages, windows);
        prepare(outputs);
        before.makeRooms(to - from);
        int done = 0;
        try {
            for (int p = 0; p < phases.count(); p++) {
                while (done < phases.start(p + 1)) {
                    PoolBlock block = block(p, streams(phases.start(p + 1) - done));
                    int first = done;
                    bring(block, handles, from, first, inputs);
                    execute(block);
                    collect(block, from, first, outputs);
                    done += block.streams();
                    takeBack(handles, from, first, done, done < to - from);
                }
            }
        } catch (Throwable e) {
            rollBack(handles, from, done);
            throw e;
        }
    }

    /** How many time steps of an output came out for the stream at that place of the last call. */
    public int steps(int output, int place) {
        return steps[phases.phase(place)][output];
    }

    private void forget() {
        phases.forget();
        blocks = new PoolBlock[0][];
        steps = new int[0][];
    }

    /** Makes sure that the blocks are for these inputs, whatever the number of streams. */
    private void takeShapes(Tensor[] inputs) {
        if (inputShapes != null && isKnown(inputs)) {
            return;
        }
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            Shape shape = inputs[i].shape();
            TensorSpec spec = program.inputs().get(i);
            Shape expected = program.isSequence(i) ? spec.shape().with(1, 1) : spec.shape();
            if (!expected.accepts(shape)) {
                throw new ModelException("input '" + spec.name() + "': expected the shape " + expected
                        + " of one time step, got " + shape);
            }
            shapes.add(shape);
        }
        inputShapes = shapes;
        forget();
    }

    private boolean isKnown(Tensor[] inputs) {
        for (int i = 0; i < inputs.length; i++) {
            Shape known = inputShapes.get(i);
            Shape shape = inputs[i].shape();
            if (shape.rank() != known.rank()) {
                return false;
            }
            for (int axis = 1; axis < shape.rank(); axis++) {
                if (shape.length(axis) != known.length(axis)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How many of that many streams to run first: fewer where their states are large. */
    private int streams(int left) {
        int most = Math.max(1, BLOCK_FLOATS / Math.max(1, pages.rowFloats()));
        return PoolBlock.streams(Math.min(left, most));
    }

    /** Makes all blocks that the call needs. */
    private void prepare(Tensor[] outputs) {
        for (int p = 0; p < phases.count(); p++) {
            int left = phases.start(p + 1) - phases.start(p);
            while (left > 0) {
                PoolBlock block = block(p, streams(left));
                checkRoom(block, outputs);
                left -= block.streams();
            }
        }
    }

    private PoolBlock block(int phase, int streams) {
        if (phase >= blocks.length) {
            int old = blocks.length;
            blocks = Arrays.copyOf(blocks, Math.max(2 * old, phase + 1));
            steps = Arrays.copyOf(steps, blocks.length);
            for (int p = old; p < blocks.length; p++) {
                blocks[p] = new PoolBlock[PoolBlock.KINDS];
            }
        }
        int kind = PoolBlock.kind(streams);
        if (blocks[phase][kind] == null) {
            blocks[phase][kind] = newBlock(phase, streams);
        }
        return blocks[phase][kind];
    }

    private PoolBlock newBlock(int phase, int streams) {
        List<Shape> shapes =
                inputShapes.stream().map(shape -> shape.with(0, streams)).toList();
        Plan plan = program.plan(shapes, phases.held(phase));
        states.makeRoom(plan, streams);
        PoolBlock block = PoolBlock.of(new PlanRun(plan, buffers), streams, program.outputs());
        steps[phase] = plan.outputs().stream().mapToInt(Plan.Output::steps).toArray();
        for (int i = 0; i < in.length; i++) {
            in[i] = grown(in[i], streams * block.inputSizes()[i]);
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = grown(out[i], streams * block.outputSizes()[i]);
        }
        return block;
    }

    private static float[] grown(float[] array, int floats) {
        return array.length < floats ? new float[floats] : array;
    }

    private void checkRoom(PoolBlock block, Tensor[] outputs) {
        for (int i = 0; i < outputs.length; i++) {
            Shape result = block.plan().outputs().get(i).shape();
            if (!Outputs.hasRoom(result, outputs[i].shape(), 1)) {
                throw new ModelException("output '" + program.outputs().get(i).name() + "': the result has the shape "
                        + result.with(0, Shape.FREE) + ", the tensor for it " + outputs[i].shape());
            }
        }
    }

    private void bring(PoolBlock block, int[] handles, int from, int first, Tensor[] inputs) {
        int streams = block.streams();
        for (int r = 0; r < streams; r++) {
            int row = PoolHandles.place(handles[from + phases.at(first + r)]);
            states.load(r, pages.page(row), pages.at(row));
        }
        for (int i = 0; i < in.length; i++) {
            float[] x = inputs[i].data();
            int size = block.inputSizes()[i];
            for (int r = 0; r < streams; r++) {
                System.arraycopy(x, (from + phases.at(first + r)) * size, in[i], r * size, size);
            }
        }
    }

    private void execute(PoolBlock block) {
        for (int i = 0; i < in.length; i++) {
            block.run().input(i, in[i]);
        }
        for (int i = 0; i < out.length; i++) {
            block.run().output(i, out[i]);
        }
        block.run().run(memory, states, null);
    }

    /** Gives the caller the results of a block. */
    private void collect(PoolBlock block, int from, int first, Tensor[] outputs) {
        int streams = block.streams();
        for (int i = 0; i < out.length; i++) {
            float[] y = outputs[i].data();
            float[] result = block.run().result(i);
            int size = block.outputSizes()[i];
            int stride = outputs[i].shape().size(1, outputs[i].shape().rank());
            for (int r = 0; r < streams; r++) {
                System.arraycopy(result, r * size, y, (from + phases.at(first + r)) * stride, size);
            }
        }
    }

    /**
     * Gives the streams of a block their new states.
     *
     * @param more whether another block comes, which may fail
     */
    private void takeBack(int[] handles, int from, int first, int end, boolean more) {
        for (int i = first; i < end; i++) {
            int row = PoolHandles.place(handles[from + phases.at(i)]);
            float[] page = pages.page(row);
            int at = pages.at(row);
            if (more) {
                System.arraycopy(page, at, before.page(i), before.at(i), pages.rowFloats());
            }
            states.store(i - first, page, at);
        }
    }

    /** Gives the first ones in the order the states back that they had before the call. */
    private void rollBack(int[] handles, int from, int done) {
        for (int i = 0; i < done; i++) {
            int row = PoolHandles.place(handles[from + phases.at(i)]);
            System.arraycopy(before.page(i), before.at(i), pages.page(row), pages.at(row), pages.rowFloats());
        }
    }
}
