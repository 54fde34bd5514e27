package io.github.cornu.op.recurrent;

import io.github.cornu.op.Target;
import io.github.cornu.op.weights.PackedWeights;

/**
 * The columns of a weight that a part of a cell works with: some units of some gates, in an order of their own, each
 * gate padded.
 *
 * @param gates of the weight, which lie one after the other
 * @param units of each gate
 * @param first the first unit of the part
 * @param count how many units it has
 * @param order which gate comes first, second, …
 */
record GateColumns(int gates, int units, int first, int count, int... order) {
    /** The same units of other gates. */
    GateColumns with(int... gatesInOrder) {
        return new GateColumns(gates, units, first, count, gatesInOrder);
    }

    /** These columns of a matrix with so many rows; null of null. */
    float[] of(float[] values, int rows) {
        if (values == null) {
            return null;
        }
        int padded = Gates.padded(count);
        float[] arranged = new float[rows * order.length * padded];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < order.length; i++) {
                int from = (row * gates + order[i]) * units + first;
                System.arraycopy(values, from, arranged, (row * order.length + i) * padded, count);
            }
        }
        return arranged;
    }

    /**
     * Packs these columns.
     *
     * @param bias of all columns of the matrix: what the sums start from; null for zeros
     */
    PackedWeights pack(Target target, float[] values, int rows, float[] bias) {
        int columns = order.length * Gates.padded(count);
        return target.packing().pack(of(values, rows), 0, columns, rows, columns, of(bias, 1));
    }
}
