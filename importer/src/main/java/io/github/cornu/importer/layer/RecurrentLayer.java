package io.github.cornu.importer.layer;

import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Cell;
import io.github.cornu.op.Recurrent;
import io.github.cornu.op.Transpose;
import java.util.ArrayList;
import java.util.List;

/**
 * What all recurrent layers have in common. Stacked cells become one operation each: a cell needs of the one below only
 * its output at the same step.
 */
abstract class RecurrentLayer extends KerasLayer {
    private final boolean returnSequences;
    private final boolean returnState;
    private final boolean goBackwards;
    private final boolean stateful;
    private final boolean timeMajor;
    private final boolean zeroOutputForMask;

    RecurrentLayer(LayerConfig config) {
        super(config);
        returnSequences = config.bool("return_sequences", false);
        returnState = config.bool("return_state", false);
        goBackwards = config.bool("go_backwards", false);
        stateful = config.bool("stateful", false);
        timeMajor = config.bool("time_major", false);
        zeroOutputForMask = config.bool("zero_output_for_mask", false);
        config.ignore("unroll", "input_length");
        if (config.integer("num_constants", 0) != 0) {
            throw new UnsupportedModelException("constants of a recurrent layer");
        }
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

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> inputs = new ArrayList<>(call.tensors());
        KerasTensor sequence = inputs.remove(0);
        inputs.addAll(call.keywordTensors("initial_state"));
        List<KerasTensor> masks = call.keywordTensors("mask");
        Value mask = masks.isEmpty() ? sequence.mask() : masks.get(0).value();
        return run(
                g,
                sequence.value(),
                mask,
                inputs.stream().map(KerasTensor::value).toList());
    }

    /**
     * Adds the operations.
     *
     * @param mask or null
     * @param initial the states of all cells, or none
     */
    List<KerasTensor> run(Lowering g, Value sequence, Value mask, List<Value> initial) {
        Value x = timeMajor ? g.add(swapped(sequence), sequence) : sequence;
        Value valid = mask != null && timeMajor ? g.add(swapped(mask), mask) : mask;
        List<Value> given = new ArrayList<>(initial);
        List<Value> states = new ArrayList<>();
        for (int i = 0; i < cells().size(); i++) {
            CellLayer inner = cells().get(i);
            boolean last = i == cells().size() - 1;
            Cell cell = inner.cell(x.shape().length(-1));
            Lowering place = cells().size() == 1 ? g : g.part(inner.config().name());
            List<Value> results = runCell(place, cell, x, valid, take(given, cell, initial), !last || returnSequences);
            x = results.get(0);
            states.addAll(results.subList(1, results.size()));
        }
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("called with " + initial.size() + " initial states");
        }
        Value y = timeMajor && returnSequences ? g.add(swapped(x), x) : x;
        List<KerasTensor> outputs = new ArrayList<>();
        outputs.add(new KerasTensor(y, returnSequences ? mask : null));
        if (returnState) {
            states.forEach(state -> outputs.add(KerasTensor.of(state)));
        }
        return outputs;
    }

    private static Transpose swapped(Value x) {
        return Transpose.move(x.shape().rank(), 1, 0);
    }

    /** Takes the states of a cell from those given; none if none are given. */
    private static List<Value> take(List<Value> given, Cell cell, List<Value> initial) {
        int count = cell.stateNames().size();
        if (!initial.isEmpty() && given.size() < count) {
            throw new IllegalArgumentException("called with " + initial.size() + " initial states");
        }
        List<Value> states = new ArrayList<>(given.subList(0, initial.isEmpty() ? 0 : count));
        given.subList(0, states.size()).clear();
        return states;
    }

    private List<Value> runCell(
            Lowering g, Cell cell, Value x, Value mask, List<Value> initial, boolean wholeSequence) {
        Recurrent op = new Recurrent(
                cell, wholeSequence, goBackwards, stateful, zeroOutputForMask, mask != null, !initial.isEmpty());
        List<Value> operands = new ArrayList<>();
        operands.add(x);
        if (mask != null) {
            operands.add(mask);
        }
        operands.addAll(initial);
        return g.addAll(op, operands);
    }
}
