package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import java.util.List;

/** {@code keras.layers.LSTM}. */
public final class LstmLayer extends RecurrentLayer {
    private final CellLayer cell;

    public LstmLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        cell = cell(new LstmCellLayer(config, factory));
    }

    @Override
    List<CellLayer> cells() {
        return List.of(cell);
    }
}
