package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.List;

/** {@code keras.layers.LSTM}. */
final class LstmLayer extends RecurrentLayer {
    private final CellLayer cell;

    LstmLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        cell = cell(new LstmCellLayer(config, factory));
    }

    @Override
    List<CellLayer> cells() {
        return List.of(cell);
    }
}
