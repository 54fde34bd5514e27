package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.MaskRule;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Recurrent.Direction;
import io.github.cornu.op.recurrent.Recurrent.InitialStates;
import io.github.cornu.op.recurrent.Recurrent.Output;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Transpose;
import java.util.ArrayList;
import java.util.List;

/**
 * What all recurrent layers have in common. Stacked cells become one operation each: a cell needs nothing of the one
 * below but its output at the same step. Only the lowest one goes backwards.
 */
abstract class RecurrentLayer extends KerasLayer {
    private final boolean returnSequences;
    private final boolean returnState;
    private final boolean goBackwards;
    private final boolean stateful;
    private final boolean timeMajor;
    private final boolean zeroOutputForMask;
    private final boolean unroll;
    private List<Value> before = List.of();

    RecurrentLayer(LayerConfig config) {
        super(config);
        returnSequences = config.bool("return_sequences", false);
        returnState = config.bool("return_state", false);
        goBackwards = config.bool("go_backwards", false);
        stateful = config.bool("stateful", false);
        timeMajor = config.bool("time_major", false);
        zeroOutputForMask = config.bool("zero_output_for_mask", false);
        unroll = config.bool("unroll", false);
        config.ignore("input_length");
        if (config.integer("num_constants", 0) != 0) {
            throw new UnsupportedModelException("constants of a recurrent layer");
        }
    }

    /** The only cell, which layers of CuDNN do not have as an object. */
    <T extends CellLayer> T cell(T cell) {
        return CellLayer.isOfCuDnn(config()) ? part(cell) : child("cell", cell);
    }

    /** The cells, the first one fed with the input. */
    abstract List<CellLayer> cells();

    boolean returnsSequences() {
        return returnSequences;
    }

    boolean returnsState() {
        return returnState;
    }

    boolean isStateful() {
        return stateful;
    }

    boolean isTimeMajor() {
        return timeMajor;
    }

    boolean zeroOutputForMask() {
        return zeroOutputForMask;
    }

    /**
     * A sequence or state as the operation takes it.
     *
     * @param channels where the channels are if they come before the axes of an image
     */
    Value toOperation(Lowering g, Value x, int channels) {
        return x;
    }

    /** What the operation gives as the layer gives it; the opposite of {@link #toOperation}. */
    Value fromOperation(Lowering g, Value y, int channels) {
        return y;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> inputs = new ArrayList<>(call.tensors());
        KerasTensor sequence = inputs.remove(0);
        inputs.addAll(call.keywordTensors("initial_state"));
        Value passed = passedMask(call, sequence);
        if (passed != null && CellLayer.isOfCuDnn(config())) {
            throw new UnsupportedModelException("a mask, which layers of CuDNN do not know");
        }
        Value applied = ignoresMask(g, call, inputs) ? null : passed;
        List<Value> initial = inputs.stream().map(KerasTensor::value).toList();
        checkOrder(g, sequence.value(), initial);
        return run(g, sequence.value(), applied, passed, initial);
    }

    /** Each call of a stateful layer continues from the one before, so that their order must be known. */
    private void checkOrder(Lowering g, Value sequence, List<Value> initial) {
        if (!stateful || before.isEmpty()) {
            return;
        }
        List<Value> inputs = new ArrayList<>(initial);
        inputs.add(sequence);
        if (inputs.stream().noneMatch(input -> g.dependsOn(input, before))) {
            throw new UnsupportedModelException("a stateful layer is called twice, in an order that is not known");
        }
    }

    /** The mask given by keyword, else the one that the sequence carries, or null. */
    static Value passedMask(Call call, KerasTensor sequence) {
        KerasTensor mask = call.keywordTensor("mask");
        return mask == null ? sequence.mask() : mask.value();
    }

    /** Where there are initial states, Keras 3 ignores a mask that is not given by keyword, though it passes it on. */
    static boolean ignoresMask(Lowering g, Call call, List<KerasTensor> initial) {
        return g.writer().isKeras3() && !initial.isEmpty() && call.keywordTensor("mask") == null;
    }

    /**
     * Adds the operations.
     *
     * @param mask the mask of the steps, or null
     * @param passed the mask of the output if that is a sequence, or null
     * @param initial the states of all cells, or none
     */
    private List<KerasTensor> run(Lowering g, Value sequence, Value mask, Value passed, List<Value> initial) {
        Value x = toOperation(g, timeMajor ? g.add(swapped(sequence), sequence) : sequence, 2);
        Value valid = mask != null && timeMajor ? g.add(swapped(mask), mask) : mask;
        List<Value> given = new ArrayList<>();
        initial.forEach(state -> given.add(toOperation(g, state, 1)));
        List<Value> states = new ArrayList<>();
        List<Value> made = new ArrayList<>();
        List<CellLayer> cells = cells();
        for (int i = 0; i < cells.size(); i++) {
            CellLayer inner = cells.get(i);
            boolean last = i == cells.size() - 1;
            Cell cell = inner.cell(x.shape());
            if (stateful && !cell.keepsStates()) {
                throw new IllegalArgumentException("it is stateful, but its images have no fixed shape");
            }
            Lowering place = cells.size() == 1 ? g : g.part(inner.config().name());
            Recurrent op = operation(cell, i == 0, last)
                    .withMask(valid == null ? null : maskRule(g.writer(), last))
                    .withInitialStates(initial.isEmpty() ? InitialStates.ZERO : initialStates(g.writer()));
            List<Value> results = runCell(place, op, x, valid, take(given, cell, initial));
            made.addAll(results);
            x = results.get(0);
            if (goBackwards && i == 0 && !last && valid != null) {
                valid = g.add(new Reverse(1), valid);
            }
            states.addAll(isReversed() ? 0 : states.size(), results.subList(1, results.size()));
        }
        before = made;
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("called with " + initial.size() + " initial states");
        }
        Value y = timeMajor && returnSequences ? g.add(swapped(x), x) : fromOperation(g, x, returnSequences ? 2 : 1);
        List<KerasTensor> outputs = new ArrayList<>();
        outputs.add(new KerasTensor(y, returnSequences ? passed : null));
        if (returnState) {
            states.forEach(state -> outputs.add(KerasTensor.of(fromOperation(g, state, 1))));
        }
        return outputs;
    }

    /** One of stacked cells over time: only the first goes backwards, only the last may leave steps out. */
    private Recurrent operation(Cell cell, boolean first, boolean last) {
        return Recurrent.of(cell)
                .withOutput(!last || returnSequences ? Output.SEQUENCE : Output.LAST)
                .withDirection(goBackwards && first ? Direction.BACKWARD : Direction.FORWARD)
                .withStateful(stateful);
    }

    /** Whether the states of the last one of stacked cells come first. */
    boolean isReversed() {
        return false;
    }

    /** @param last whether the rule is that of the last of stacked cells */
    private MaskRule maskRule(KerasWriter writer, boolean last) {
        return MaskRule.REPEAT
                .withZeroOutput(zeroOutputForMask() && last)
                .withEmitsInitial(emitsInitial(writer))
                .withMirrored(unroll && goBackwards);
    }

    /**
     * As TensorFlow's loop does in all versions of Keras that were a package of their own, and in the first in
     * TensorFlow.
     */
    private boolean emitsInitial(KerasWriter writer) {
        boolean older = writer.isStandalone() || !writer.isAtLeast(2, 2);
        return older && !writer.isTheano() && !unroll;
    }

    /** In Keras 2 the states of the previous call take precedence over initial states. */
    private static InitialStates initialStates(KerasWriter writer) {
        return writer.isKeras3() || writer.isStandalone() ? InitialStates.GIVEN : InitialStates.GIVEN_AT_FIRST;
    }

    private static Transpose swapped(Value x) {
        return Transpose.move(x.shape().rank(), 1, 0);
    }

    /** Takes the states of a cell from those given; none if none are given. */
    private List<Value> take(List<Value> given, Cell cell, List<Value> initial) {
        int count = cell.stateNames().size();
        if (!initial.isEmpty() && given.size() < count) {
            throw new IllegalArgumentException("called with " + initial.size() + " initial states");
        }
        if (initial.isEmpty()) {
            return List.of();
        }
        int from = isReversed() ? given.size() - count : 0;
        List<Value> taken = given.subList(from, from + count);
        List<Value> states = List.copyOf(taken);
        taken.clear();
        return states;
    }

    private static List<Value> runCell(Lowering g, Recurrent op, Value x, Value mask, List<Value> initial) {
        List<Value> operands = new ArrayList<>();
        operands.add(x);
        if (mask != null) {
            operands.add(mask);
        }
        operands.addAll(initial);
        return g.addAll(op, operands);
    }
}
