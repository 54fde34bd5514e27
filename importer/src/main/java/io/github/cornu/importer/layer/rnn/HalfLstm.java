package io.github.cornu.importer.layer.rnn;

import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.LSTMCell} in a type of 16 bits. */
final class HalfLstm extends HalfCell {
    private static final int GATES = 4;

    private final Activation activation;
    private final Activation recurrentActivation;
    private final boolean biasFirst;

    /** @param biasFirst whether the bias is added before the product with the state, as in implementation 1 of Keras */
    HalfLstm(
            CellLayer layer,
            Weight kernel,
            Weight recurrentKernel,
            Weight bias,
            Activation activation,
            Activation recurrentActivation,
            boolean biasFirst) {
        super(layer, kernel, recurrentKernel, bias, GATES);
        this.activation = activation;
        this.recurrentActivation = recurrentActivation;
        this.biasFirst = biasFirst;
    }

    @Override
    void step(float[] x, float[][] states, float[][] next, Work own) {
        float[] z = own.x;
        int all = GATES * units;
        project(x, own);
        projectState(states[0], 0, all, own);
        if (bias != null && biasFirst) {
            half.add(z, 0, bias, 0, all);
        }
        half.add(z, 0, own.h, 0, all);
        if (bias != null && !biasFirst) {
            half.add(z, 0, bias, 0, all);
        }
        apply(recurrentActivation, z, 0, 2 * units, own);
        apply(activation, z, 2 * units, units, own);
        apply(recurrentActivation, z, 3 * units, units, own);
        half.multiply(z, units, states[1], 0, units);
        half.multiply(z, 0, z, 2 * units, units);
        half.add(z, units, z, 0, units);
        System.arraycopy(z, units, next[1], 0, units);
        System.arraycopy(z, units, next[0], 0, units);
        apply(activation, next[0], 0, units, own);
        half.multiply(next[0], 0, z, 3 * units, units);
    }
}
