package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.op.StateSpec;
import io.github.cornu.plan.Program;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A hash of the weights that states depend on which are no layer's own, as keys and values of attention depend on all
 * layers before: of the states after a few steps of numbers that are always the same. It is the same on every machine,
 * as the bits are.
 */
public final class WeightHash {
    private static final int STEPS = 3;

    private WeightHash() {}

    /** A program of chunks that tells its states from those of other weights. */
    public static Program bind(Program program) {
        if (program.states().stream().noneMatch(slot -> slot.spec().order() == StateSpec.Order.STEP_BLOCKS)) {
            return program;
        }
        for (int steps = STEPS; steps > 0; steps -= 2) {
            try {
                return program.withWeights(hash(program, steps));
            } catch (ModelException e) {
                // The model takes no such numbers.
            }
        }
        return program;
    }

    private static long hash(Program program, int steps) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < program.inputs().size(); i++) {
            inputs.add(input(program.inputs().get(i), program.isSequence(i), steps));
        }
        SessionRunner runner = new SessionRunner(program);
        runner.run(inputs);
        long hash = 1;
        for (State.Entry entry : runner.state().entries()) {
            for (float number : entry.value().data()) {
                hash = 31 * hash + Float.floatToIntBits(number);
            }
        }
        return hash;
    }

    private static Tensor input(TensorSpec spec, boolean sequence, int steps) {
        if (spec.texts()) {
            throw new ModelException("texts");
        }
        int[] lengths = spec.shape().lengths();
        for (int axis = 0; axis < lengths.length; axis++) {
            boolean time = sequence && axis == 1;
            lengths[axis] = time ? steps : lengths[axis] == Shape.FREE ? 1 : lengths[axis];
        }
        Tensor input = Tensor.zeros(lengths);
        // Sequences without features are indices.
        boolean indices = sequence && lengths.length == 2;
        for (int i = 0; i < input.data().length; i++) {
            input.data()[i] = indices ? 1f : (i * 7 % 11 + 1) / 8f;
        }
        return input;
    }
}
