package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a cell over the time steps of its first input, shape (batch, time, …).
 *
 * <p>Further inputs, if there are any: the mask, shape (batch, time), 0 where a step is to be left out; then the
 * initial states, (batch, …) each, where … is the shape of a state. Outputs: the sequence (batch, time, …) or the last
 * output (batch, …), then the final states.
 *
 * @param stateful whether a call goes on from the states that the call before left, if the cell keeps them
 * @param mask what becomes of steps that a mask leaves out; null: there is no mask
 */
public record Recurrent(
        Cell cell, Output output, Direction direction, boolean stateful, MaskRule mask, InitialStates initialStates)
        implements Op {
    /** What the first output is. */
    public enum Output {
        /** The outputs of all steps. */
        SEQUENCE,
        /** That of the step that is computed last. */
        LAST
    }

    /** Which time step is computed first, and comes first in a sequence of outputs. */
    public enum Direction {
        FORWARD,
        /** The last one. */
        BACKWARD
    }

    /** What a call starts from. */
    public enum InitialStates {
        /** Zero, or in a stateful layer what the call before left. */
        ZERO,
        /** Inputs, one for each state. */
        GIVEN,
        /** Inputs, but in a stateful layer what the call before left, unless all of that is 0. */
        GIVEN_AT_FIRST
    }

    /** Forward, for the last output, without mask and initial states, not stateful. */
    public static Recurrent of(Cell cell) {
        return new Recurrent(cell, Output.LAST, Direction.FORWARD, false, null, InitialStates.ZERO);
    }

    /** This one with another cell. */
    public Recurrent with(Cell other) {
        return new Recurrent(other, output, direction, stateful, mask, initialStates);
    }

    public Recurrent withOutput(Output other) {
        return new Recurrent(cell, other, direction, stateful, mask, initialStates);
    }

    public Recurrent withDirection(Direction other) {
        return new Recurrent(cell, output, other, stateful, mask, initialStates);
    }

    public Recurrent withStateful(boolean other) {
        return new Recurrent(cell, output, direction, other, mask, initialStates);
    }

    /** This one with a mask that has that rule, or without mask if it is null. */
    public Recurrent withMask(MaskRule rule) {
        return new Recurrent(cell, output, direction, stateful, rule, initialStates);
    }

    public Recurrent withInitialStates(InitialStates other) {
        return new Recurrent(cell, output, direction, stateful, mask, other);
    }

    /** Whether the second input is a mask. */
    public boolean isMasked() {
        return mask != null;
    }

    boolean returnsSequences() {
        return output == Output.SEQUENCE;
    }

    boolean goesBackwards() {
        return direction == Direction.BACKWARD;
    }

    boolean isGivenStates() {
        return initialStates != InitialStates.ZERO;
    }

    /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
    @Override
    public int hashCode() {
        return cell.hashCode();
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        int count = cell.stateNames().size();
        Checks.inputs(inputs, 1 + (isMasked() ? 1 : 0) + (isGivenStates() ? count : 0));
        Shape x = inputs.get(0);
        Shape state = cell.stateShape(x).insert(0, x.length(0));
        if (isMasked()) {
            checkMask(x, inputs.get(1));
        }
        for (Shape given : inputs.subList(isMasked() ? 2 : 1, inputs.size())) {
            checkInitial(state, given);
        }
        List<Shape> outputs = new ArrayList<>();
        outputs.add(returnsSequences() ? state.insert(1, x.length(1)) : state);
        for (int i = 0; i < count; i++) {
            outputs.add(state);
        }
        return outputs;
    }

    private static void checkMask(Shape x, Shape mask) {
        if (mask.rank() != 2 || mask.isFixed() && !x.axes(0, 2).accepts(mask)) {
            throw new IllegalArgumentException("the mask " + mask + " does not fit the input " + x);
        }
    }

    private static void checkInitial(Shape state, Shape given) {
        Checks.rank(given, state.rank());
        Checks.lastAxis(given, state.length(-1));
        for (int axis = 1; axis < state.rank(); axis++) {
            if (state.length(axis) >= 0 && given.length(axis) >= 0) {
                Checks.axis(given, axis, state.length(axis));
            }
        }
        if (state.length(0) >= 0 && given.length(0) >= 0 && state.length(0) != given.length(0)) {
            throw new IllegalArgumentException(
                    "initial states of " + given.length(0) + " samples for sequences of " + state.length(0));
        }
    }

    @Override
    public boolean canFail() {
        return cell.canFail();
    }

    @Override
    public int stateCount() {
        return cell.keepsStates() ? cell.stateNames().size() : 0;
    }

    @Override
    public List<StateSpec> states(List<Shape> inputs) {
        if (!cell.keepsStates()) {
            return List.of();
        }
        Shape shape = cell.stateShape(inputs.get(0));
        if (!shape.isFixed()) {
            throw new IllegalArgumentException("the shape of its states is not fixed: " + shape);
        }
        return cell.stateNames().stream().map(name -> cell.state(name, shape)).toList();
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        Shape sequences = inputs.get(0);
        long step = cell.flops(sequences);
        return step == Flops.UNKNOWN ? Flops.UNKNOWN : (long) sequences.length(0) * sequences.length(1) * step;
    }

    @Override
    public boolean keepsRounded(Unary type) {
        return cell.keepsRounded(type);
    }

    @Override
    public String label() {
        return "Recurrent " + cell.getClass().getSimpleName();
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) != Time.AXIS) {
            throw new IllegalArgumentException("it runs over a sequence that comes from one time step; "
                    + "run the part before it once, and step the rest as a model of its own");
        }
        if (isMasked() && inputs.get(1) != Time.AXIS) {
            throw new IllegalArgumentException("its mask is for a whole sequence; run that at once");
        }
        if (goesBackwards()) {
            throw new IllegalArgumentException("it goes backwards in time; only layers that go forward can be stepped");
        }
        if (!cell.keepsStates()) {
            throw new IllegalArgumentException("its images have no fixed shape, which its states need");
        }
        if (isGivenStates()) {
            throw new IllegalArgumentException("its initial state comes from the model, at every call anew; "
                    + "call run() for each step, with the states as inputs and outputs");
        }
        return returnsSequences() ? Time.AXIS : Time.STEP;
    }

    @Override
    public List<WeightMatrix> matrices() {
        return cell.matrices();
    }

    @Override
    public Prepared prepare(Target target) {
        return new PreparedRecurrent(this, target.team(), cell.prepare(target));
    }

    private record PreparedRecurrent(Recurrent op, ThreadTeam team, PackedCell cell) implements Prepared {
        @Override
        public Step bind(Binding binding) {
            return new Recurrence(op, team, cell.bind(binding.inputShape(0)), binding);
        }

        @Override
        public int fingerprint() {
            return cell.fingerprint();
        }

        @Override
        public long weightBytes() {
            return cell.weightBytes();
        }
    }
}
