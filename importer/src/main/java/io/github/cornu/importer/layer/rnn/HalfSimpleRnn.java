package io.github.cornu.importer.layer.rnn;

import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.SimpleRNNCell} in a type of 16 bits. */
final class HalfSimpleRnn extends HalfCell {
    private final Activation activation;

    HalfSimpleRnn(CellLayer layer, Weight kernel, Weight recurrentKernel, Weight bias, Activation activation) {
        super(layer, kernel, recurrentKernel, bias, 1);
        this.activation = activation;
    }

    @Override
    void step(float[] x, float[][] states, float[][] next, Work own) {
        project(x, own);
        projectState(states[0], 0, units, own);
        if (bias != null) {
            half.add(own.x, 0, bias, 0, units);
        }
        half.add(own.x, 0, own.h, 0, units);
        apply(activation, own.x, 0, units, own);
        System.arraycopy(own.x, 0, next[0], 0, units);
    }
}
