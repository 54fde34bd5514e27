package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.op.Memory;
import io.github.cornu.op.StateSpec;
import io.github.cornu.plan.Program;
import io.github.cornu.plan.StateSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Makes {@link State}s of states in memory, and the reverse: of those that are kept from call to call. */
public final class StateValues {
    private final List<StateSlot> slots;
    private final long model;
    private final Memory memory;

    /** @param memory says which states are kept */
    public StateValues(Program program, Memory memory) {
        this.slots = program.states();
        this.model = program.fingerprint();
        this.memory = memory;
    }

    private boolean isKept(int state) {
        return memory.keepsState(slots.get(state).stateful());
    }

    /** A copy of the states. */
    public State read(StateArrays from) {
        List<State.Entry> entries = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            if (isKept(i)) {
                StateSlot slot = slots.get(i);
                boolean grows = slot.spec().grows();
                Tensor value = grows ? readSteps(from, i) : read(from, i);
                entries.add(new State.Entry(slot.layer(), slot.index(), value, grows));
            }
        }
        return new State(model, entries);
    }

    private Tensor read(StateArrays from, int state) {
        StateSlot slot = slots.get(state);
        Tensor value = Tensor.zeros(slot.spec().shape().insert(0, from.rows(state)));
        int size = slot.spec().shape().size();
        int stride = slot.spec().stride();
        for (int r = 0; r < from.rows(state); r++) {
            slot.spec().read(from.array(state), r * stride, value.data(), r * size, size);
        }
        return value;
    }

    /** A state that grows, with as many steps as the sample has that has most; at least one, of zeros. */
    private Tensor readSteps(StateArrays from, int state) {
        StateSpec spec = slots.get(state).spec();
        int samples = from.rows(state);
        int length = Math.max(1, from.mostSteps(state));
        Tensor value = Tensor.zeros(spec.shape().with(0, length).insert(0, samples));
        for (int r = 0; r < samples; r++) {
            int count = from.steps(state, r) * spec.stepFloats();
            int to = r * length * spec.stepFloats();
            spec.read(from.array(state), r * from.stride(state), value.data(), to, count);
        }
        return value;
    }

    /**
     * Checks that a state fits the program.
     *
     * @throws ModelException if it does not
     */
    private void check(State state) {
        if (state.model() != State.UNKNOWN_MODEL && state.model() != model) {
            throw new ModelException("the state was computed with other weights; State.withoutModel() lets it pass");
        }
        int kept = 0;
        for (int i = 0; i < slots.size(); i++) {
            if (isKept(i)) {
                check(slots.get(i), state);
                kept++;
            }
        }
        for (StateSlot slot : slots) {
            if (slot.spec().grows()) {
                checkSteps(slot, state);
            }
        }
        if (state.entries().size() != kept) {
            throw new ModelException("a state with " + state.entries().size() + " entries, the model keeps " + kept);
        }
    }

    private static void check(StateSlot slot, State state) {
        Shape shape = state.get(slot.layer(), slot.index()).shape();
        Shape expected = slot.spec().shape();
        boolean grows = slot.spec().grows();
        boolean fits = shape.rank() == expected.rank() + 1;
        for (int axis = grows ? 1 : 0; fits && axis < expected.rank(); axis++) {
            fits = shape.length(axis + 1) == expected.length(axis);
        }
        if (!fits) {
            throw new ModelException("the state " + slot.index() + " of layer '" + slot.layer() + "' has the shape "
                    + shape + ", expected " + (grows ? expected.with(0, Shape.FREE) : expected).insert(0, Shape.FREE));
        }
    }

    /** That a state that grows has the steps that the first state of its operation counts. */
    private void checkSteps(StateSlot slot, State state) {
        StateSlot first = slots.get(slot.first());
        Tensor counts = state.get(first.layer(), first.index());
        Shape shape = state.get(slot.layer(), slot.index()).shape();
        if (counts.data().length != shape.length(0)) {
            throw new ModelException("layer '" + slot.layer() + "': its states are of different numbers of samples");
        }
        for (float steps : counts.data()) {
            StepCounts.check(slot, steps, Math.min(slot.spec().steps(), shape.length(1)));
        }
    }

    /**
     * Sets states in memory.
     *
     * @throws ModelException if the state does not fit the program; nothing has changed then
     */
    public void write(State state, StateArrays to) {
        check(state);
        for (int i = 0; i < slots.size(); i++) {
            if (isKept(i)) {
                StateSlot slot = slots.get(i);
                Tensor value = state.get(slot.layer(), slot.index());
                if (slot.spec().grows()) {
                    StateSlot first = slots.get(slot.first());
                    writeSteps(value, state.get(first.layer(), first.index()), slot.spec(), to, i);
                } else {
                    write(value, slot, to, i);
                }
            }
        }
    }

    private static void writeSteps(Tensor value, Tensor counts, StateSpec spec, StateArrays to, int state) {
        int samples = value.shape().length(0);
        int length = value.shape().length(1);
        to.allocate(state, samples, Math.min(length, spec.steps()));
        for (int r = 0; r < samples; r++) {
            int count = ((int) counts.data()[r]) * spec.stepFloats();
            int from = r * length * spec.stepFloats();
            spec.write(value.data(), from, to.array(state), r * to.stride(state), count);
        }
    }

    private static void write(Tensor value, StateSlot slot, StateArrays to, int state) {
        int samples = value.shape().length(0);
        to.allocate(state, samples);
        int size = slot.spec().shape().size();
        int stride = slot.spec().stride();
        for (int r = 0; r < samples; r++) {
            slot.spec().write(value.data(), r * size, to.array(state), r * stride, size);
        }
    }
}
