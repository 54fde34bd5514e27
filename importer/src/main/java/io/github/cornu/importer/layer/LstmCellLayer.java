package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Cell;
import io.github.cornu.op.LstmCell;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.LSTMCell}. */
final class LstmCellLayer extends KerasCellLayer {
    private static final int GATES = 4;

    private final Activation activation;
    private final Activation recurrentActivation;
    private final WeightSlot kernel = weight("kernel");
    private final WeightSlot recurrentKernel = weight("recurrent_kernel");
    private final WeightSlot bias;

    LstmCellLayer(LayerConfig config, LayerFactory factory) {
        super(config, "units");
        config.ignore("unit_forget_bias");
        activation = activation(factory, "activation");
        recurrentActivation = activation(factory, "recurrent_activation");
        bias = useBias ? weight("bias") : null;
    }

    @Override
    Cell create(Shape sequences) {
        CuDnnWeights layout = new CuDnnWeights(GATES, units);
        Weight w = kernel.get(sequences.length(-1), GATES * units);
        Weight u = recurrentKernel.get(units, GATES * units);
        boolean converts = layout.are(bias);
        Weight b = bias == null ? null : converts ? layout.bias(bias.get()) : bias.get(GATES * units);
        return new LstmCell(
                converts ? layout.kernel(w) : w,
                converts ? layout.recurrentKernel(u) : u,
                b,
                activation,
                recurrentActivation);
    }
}
