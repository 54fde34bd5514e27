package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** A recurrent cell of Keras: the part of a recurrent layer that has the weights. */
public abstract class CellLayer extends KerasLayer {
    private Cell cell;

    public CellLayer(LayerConfig config) {
        super(config);
    }

    /** The operation, for sequences of that shape; made once, so that all calls share its weights. */
    Cell cell(Shape sequences) {
        if (cell == null) {
            cell = create(sequences);
        }
        return cell;
    }

    public abstract Cell create(Shape sequences);

    /**
     * The layer as a cell.
     *
     * @throws UnsupportedModelException if it is none
     */
    static CellLayer of(KerasLayer layer) {
        if (layer instanceof CellLayer cell) {
            return cell;
        }
        throw new UnsupportedModelException("its cell '" + layer.config().name() + "' is of the class "
                + layer.config().className()
                + (layer.isCustom() ? ", which is registered as a layer; see registerCell" : ""));
    }

    static boolean isOfCuDnn(LayerConfig config) {
        return config.className().startsWith("CuDNN");
    }

    /** A call as a layer of its own: one step, whose states are inputs and outputs. */
    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        return callAll(g, call, List.of(this));
    }

    /**
     * One step of cells, each fed with the output of the one before.
     *
     * @param call with the input, and with the states of all cells by position or as {@code states}
     * @return the output of the last one, then the new states of all
     */
    static List<KerasTensor> callAll(Lowering g, Call call, List<CellLayer> cells) {
        List<KerasTensor> states = new ArrayList<>(call.tensors());
        Value x = states.remove(0).value();
        states.addAll(call.keywordTensors("states"));
        List<KerasTensor> results = new ArrayList<>();
        int taken = 0;
        for (CellLayer layer : cells) {
            Value sequence = g.add(Reshape.expandDims(1), x);
            Cell cell = layer.cell(sequence.shape());
            int next = taken + cell.stateNames().size();
            if (next > states.size()) {
                throw new IllegalArgumentException(
                        "a cell is called with the states before, and " + states.size() + " are given");
            }
            List<Value> operands = new ArrayList<>(List.of(sequence));
            states.subList(taken, next).forEach(state -> operands.add(state.value()));
            Lowering place = cells.size() == 1 ? g : g.part(layer.config().name());
            List<Value> outputs =
                    place.addAll(Recurrent.of(cell).withInitialStates(Recurrent.InitialStates.GIVEN), operands);
            x = outputs.get(0);
            outputs.subList(1, outputs.size()).forEach(state -> results.add(KerasTensor.of(state)));
            taken = next;
        }
        if (taken != states.size()) {
            throw new IllegalArgumentException("called with " + states.size() + " states, expected " + taken);
        }
        results.add(0, KerasTensor.of(x));
        return results;
    }
}
