package io.github.cornu.pool;

import io.github.cornu.ModelException;
import io.github.cornu.plan.Program;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The inputs of the last steps of each stream, a ring in a row of its own: a place for each step, then a number. The
 * number of a stream's steps so far is kept below twice the places, so that it tells both how many places are taken and
 * which is the next one. Threads may use different rows at once, and make room at any time.
 */
public final class KeptInputs {
    /** Of a stream, so that a page of them is an array. */
    private static final int MOST_FLOATS = (1 << 28) - 2;

    private final int steps;
    /** Those of one step of a stream, without the axes of batch and time. */
    private final List<Shape> shapes;
    /** Floats of one step by input, and of all. */
    private final int[] sizes;

    private final int stepFloats;
    private final PoolPages pages;

    /**
     * @param steps how many are kept; none if 0
     * @throws ModelException if the inputs have no fixed shapes, or take too much memory
     */
    public KeptInputs(Program program, int steps) {
        this.steps = steps;
        this.shapes = steps == 0 ? List.of() : shapes(program);
        this.sizes = shapes.stream().mapToInt(Shape::size).toArray();
        long floats = Arrays.stream(sizes).asLongStream().sum();
        if (floats > MOST_FLOATS / Math.max(1, steps)) {
            throw new ModelException("the inputs of a stream cannot be kept: " + steps + " steps of " + floats
                    + " numbers are more than 1 GiB; OnNewModel.replay takes fewer steps");
        }
        this.stepFloats = (int) floats;
        this.pages = new PoolPages(steps == 0 ? 0 : steps * stepFloats + 1);
    }

    private static List<Shape> shapes(Program program) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < program.inputs().size(); i++) {
            TensorSpec spec = program.inputs().get(i);
            Shape sample = spec.shape().remove(0);
            Shape step = program.isSequence(i) ? sample.remove(0) : sample;
            if (!step.isFixed() || spec.texts()) {
                throw new ModelException("the inputs of a stream cannot be kept: one step of input '" + spec.name()
                        + "' has no fixed shape: " + spec.kerasShape());
            }
            shapes.add(step);
        }
        return shapes;
    }

    /** How many steps are kept. */
    public int steps() {
        return steps;
    }

    /** The inputs of one step, without the axes of batch and time; none if none are kept. */
    public List<Shape> shapes() {
        return shapes;
    }

    /** Floats of all inputs of one step. */
    int stepFloats() {
        return stepFloats;
    }

    /** Makes sure that a row is there. */
    public void makeRoom(int row) {
        if (steps > 0) {
            pages.makeRoom(row);
        }
    }

    /** Forgets the steps of a stream. */
    public void clear(int row) {
        if (steps > 0) {
            setTotal(row, 0);
        }
    }

    /** How many steps of a stream there are. */
    int held(int row) {
        return steps == 0 ? 0 : Math.min(total(row), steps);
    }

    private int total(int row) {
        return (int) pages.page(row)[pages.at(row) + steps * stepFloats];
    }

    private void setTotal(int row, int total) {
        pages.page(row)[pages.at(row) + steps * stepFloats] = total < 2 * steps ? total : total - steps;
    }

    /** Adds a step of a stream: the rows of the inputs with that number. */
    public void add(int row, Tensor[] inputs, int number) {
        if (steps == 0) {
            return;
        }
        int total = total(row);
        int to = pages.at(row) + total % steps * stepFloats;
        for (int i = 0; i < sizes.length; i++) {
            System.arraycopy(inputs[i].data(), number * sizes[i], pages.page(row), to, sizes[i]);
            to += sizes[i];
        }
        setTotal(row, total + 1);
    }

    /** The steps of a stream. */
    Steps read(int row) {
        if (steps == 0) {
            return Steps.NONE;
        }
        int held = held(row);
        float[] floats = new float[held * stepFloats];
        int first = held < steps ? 0 : total(row) % steps;
        for (int i = 0; i < held; i++) {
            int from = pages.at(row) + (first + i) % steps * stepFloats;
            System.arraycopy(pages.page(row), from, floats, i * stepFloats, stepFloats);
        }
        return new Steps(held, floats);
    }

    /** Sets the steps of a stream to the last ones of these. */
    void write(int row, Steps given) {
        if (steps == 0) {
            return;
        }
        int taken = Math.min(given.count(), steps);
        int from = (given.count() - taken) * stepFloats;
        System.arraycopy(given.floats(), from, pages.page(row), pages.at(row), taken * stepFloats);
        setTotal(row, taken);
    }

    /**
     * Steps of a stream.
     *
     * @param floats of all inputs of a step after each other, the oldest step first
     */
    record Steps(int count, float[] floats) {
        static final Steps NONE = new Steps(0, new float[0]);
    }
}
