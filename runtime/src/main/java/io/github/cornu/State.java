package io.github.cornu;

import io.github.cornu.graph.ModelException;
import io.github.cornu.tensor.Tensor;
import java.util.List;

/**
 * The states of a model's recurrent layers at one moment. A value: it belongs to no session, and a later call does not
 * change it. Do not write to its tensors.
 *
 * @param entries in the order of the layers
 */
public record State(List<Entry> entries) {
    public State {
        entries = List.copyOf(entries);
    }

    /**
     * One state of one layer.
     *
     * @param layer path of the layer, for instance {@code encoder/lstm_1}
     * @param index 0 for the output h; for an LSTM 1 is the carry c
     * @param value shape (batch, units)
     */
    public record Entry(String layer, int index, Tensor value) {}

    /**
     * A state of a layer.
     *
     * @throws ModelException if there is none of that name and number
     */
    public Tensor get(String layer, int index) {
        return entries.stream()
                .filter(entry -> entry.layer().equals(layer) && entry.index() == index)
                .findFirst()
                .orElseThrow(() -> new ModelException("there is no state " + index + " of a layer '" + layer + "'"))
                .value();
    }
}
