package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.HalfSimpleRnnCell;
import io.github.cornu.op.recurrent.SimpleRnnCell;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.SimpleRNNCell}. */
public final class SimpleRnnCellLayer extends KerasCellLayer {
    private final LayerFunction activation;
    private final WeightSlot kernel = weight("kernel");
    private final WeightSlot recurrentKernel = weight("recurrent_kernel");
    private final WeightSlot bias;

    public SimpleRnnCellLayer(LayerConfig config, LayerFactory factory) {
        super(config, "units");
        activation = activation(factory, "activation");
        bias = useBias ? weight("bias") : null;
    }

    @Override
    public Cell create(Shape sequences) {
        Weight w = kernel.get(sequences.length(-1), units);
        Weight u = recurrentKernel.get(units, units);
        Weight b = useBias ? bias.get(units) : null;
        SimpleRnnCell cell = new SimpleRnnCell(w, u, b, activation.activation(Shape.of(units)));
        return half() == null ? cell : new HalfSimpleRnnCell(cell, rounding());
    }
}
