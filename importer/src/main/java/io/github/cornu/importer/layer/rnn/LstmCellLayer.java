package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.HalfLstmCell;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.LSTMCell}. */
public final class LstmCellLayer extends KerasCellLayer {
    private static final int GATES = 4;

    private final LayerFunction activation;
    private final LayerFunction recurrentActivation;
    private final WeightSlot kernel = weight("kernel");
    private final WeightSlot recurrentKernel = weight("recurrent_kernel");
    private final WeightSlot bias;

    public LstmCellLayer(LayerConfig config, LayerFactory factory) {
        super(config, "units");
        config.ignore("unit_forget_bias");
        activation = activation(factory, "activation");
        recurrentActivation = activation(factory, "recurrent_activation");
        bias = useBias ? weight("bias") : null;
    }

    @Override
    public Cell create(Shape sequences) {
        CuDnnWeights layout = new CuDnnWeights(GATES, units);
        Weight w = kernel.get(sequences.length(-1), GATES * units);
        Weight u = recurrentKernel.get(units, GATES * units);
        boolean converts = layout.are(bias);
        Weight b = bias == null ? null : converts ? layout.bias(bias.stored()) : bias.get(GATES * units);
        Weight own = converts ? layout.kernel(w) : w;
        Weight recurrent = converts ? layout.recurrentKernel(u) : u;
        LstmCell cell = new LstmCell(
                own,
                recurrent,
                b,
                activation.activation(Shape.of(units)),
                recurrentActivation.activation(Shape.of(units)));
        return half() == null ? cell : new HalfLstmCell(cell, rounding(), isBiasFirst(cell));
    }

    /**
     * Whether it is computed by implementation 1, which matters for rounding only. Keras 2 has a third one, of the same
     * order as implementation 2, for layers that CuDNN could compute.
     */
    private boolean isBiasFirst(LstmCell cell) {
        boolean drops = config().number("recurrent_dropout", 0) != 0;
        boolean first = config().integer("implementation", 2) == 1 || drops;
        boolean plain = cell.activation().function() == Unary.TANH
                && cell.recurrentActivation().function() == Unary.SIGMOID;
        boolean fused = config().className().equals("LSTM")
                && !config().writer().isKeras3()
                && plain
                && useBias
                && !drops
                && !config().bool("unroll", false);
        return first && !fused;
    }
}
