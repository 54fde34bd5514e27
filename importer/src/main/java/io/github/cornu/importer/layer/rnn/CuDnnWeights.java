package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/**
 * The weights of CuDNNLSTM and CuDNNGRU in the layouts of LSTM and GRU. A file may have them for a plain layer, and
 * plain ones for a layer of CuDNN: the bias tells them apart, since CuDNN has two, one behind the other.
 */
record CuDnnWeights(int gates, int units) {
    /** Whether they are weights of CuDNN. */
    boolean are(WeightSlot bias) {
        return bias != null && bias.shape().equals(Shape.of(2 * gates * units));
    }

    /** The kernel of the inputs: the memory of each gate, (features, units), is a transposed matrix. */
    Weight kernel(Weight stored) {
        int features = stored.shape().length(0);
        return eachGate(stored, (row, column) -> {
            int at = column * features + row;
            return at / units * gates * units + at % units;
        });
    }

    /** The kernel of the states: each gate is transposed. */
    Weight recurrentKernel(Weight stored) {
        return eachGate(stored, (row, column) -> column * gates * units + row);
    }

    /** Where an element of a gate is in the stored matrix, counted from the gate's first column. */
    private interface Place {
        int of(int row, int column);
    }

    private Weight eachGate(Weight stored, Place place) {
        int columns = gates * units;
        return new ComputedWeight(stored.shape(), () -> {
            float[] from = stored.read();
            float[] to = new float[from.length];
            for (int i = 0; i < to.length; i++) {
                int gate = i % columns / units;
                to[i] = from[gate * units + place.of(i / columns, i % units)];
            }
            return to;
        });
    }

    /** The two biases, shape (2, gates units). */
    Weight biases(Weight stored) {
        return ComputedWeight.reshaped(stored, Shape.of(2, gates * units));
    }

    /** The sum of the biases, where it does not matter which is which. */
    Weight bias(Weight stored) {
        int columns = gates * units;
        return new ComputedWeight(columns, () -> {
            float[] both = stored.read();
            float[] sum = new float[columns];
            for (int i = 0; i < columns; i++) {
                sum[i] = both[i] + both[columns + i];
            }
            return sum;
        });
    }
}
