package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.shape.Transpose;
import java.util.List;

/** {@code keras.layers.ConvLSTM1D}, {@code ConvLSTM2D} and {@code ConvLSTM3D}. */
public final class ConvLstmLayer extends RecurrentLayer {
    private final CellLayer cell;
    private final boolean channelsLast;

    public ConvLstmLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config);
        cell = child("cell", new ConvLstmCellLayer(config, factory, spatialAxes));
        channelsLast = config.channelsLast();
        if (isTimeMajor()) {
            throw new UnsupportedModelException("time_major");
        }
    }

    @Override
    List<CellLayer> cells() {
        return List.of(cell);
    }

    /** Keras 2 reads the option and leaves it unused in these layers. */
    @Override
    boolean zeroOutputForMask() {
        return config().writer().isKeras3() && super.zeroOutputForMask();
    }

    @Override
    Value toOperation(Lowering g, Value x, int channels) {
        int last = x.shape().rank() - 1;
        return channelsLast ? x : g.add(Transpose.move(last + 1, channels, last), x);
    }

    @Override
    Value fromOperation(Lowering g, Value y, int channels) {
        int last = y.shape().rank() - 1;
        return channelsLast ? y : g.add(Transpose.move(last + 1, last, channels), y);
    }
}
