package io.github.cornu.importer.layer.rnn;

import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.GRUCell} in a type of 16 bits. */
final class HalfGru extends HalfCell {
    private static final int GATES = 3;

    private final boolean resetAfter;
    private final Activation activation;
    private final Activation recurrentActivation;

    /** @param bias where there is one, that of the input; with {@code resetAfter} that of the state comes behind it */
    HalfGru(
            CellLayer layer,
            Weight kernel,
            Weight recurrentKernel,
            Weight bias,
            boolean resetAfter,
            Activation activation,
            Activation recurrentActivation) {
        super(layer, kernel, recurrentKernel, bias, GATES);
        this.resetAfter = resetAfter;
        this.activation = activation;
        this.recurrentActivation = recurrentActivation;
    }

    @Override
    void step(float[] x, float[][] states, float[][] next, Work own) {
        float[] z = own.x;
        float[] h = states[0];
        int all = GATES * units;
        int candidate = 2 * units;
        project(x, own);
        projectState(h, 0, resetAfter ? all : candidate, own);
        if (bias != null) {
            half.add(z, 0, bias, 0, all);
        }
        if (bias != null && resetAfter) {
            half.add(own.h, 0, bias, all, all);
        }
        half.add(z, 0, own.h, 0, candidate);
        apply(recurrentActivation, z, 0, candidate, own);
        if (resetAfter) {
            half.multiply(own.h, candidate, z, units, units);
        } else {
            half.multiply(z, units, h, 0, units);
            System.arraycopy(z, units, next[0], 0, units);
            projectState(next[0], candidate, units, own);
        }
        half.add(z, candidate, own.h, candidate, units);
        apply(activation, z, candidate, units, own);
        half.scale(-1f, 1f, z, 0, own.h, 0, units);
        half.multiply(own.h, 0, z, candidate, units);
        half.multiply(z, 0, h, 0, units);
        half.add(z, 0, own.h, 0, units);
        System.arraycopy(z, 0, next[0], 0, units);
    }
}
