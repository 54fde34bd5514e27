package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import java.util.List;

/** {@code keras.layers.GRU}. */
public final class GruLayer extends RecurrentLayer {
    private final CellLayer cell;

    public GruLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        cell = cell(new GruCellLayer(config, factory));
    }

    @Override
    List<CellLayer> cells() {
        return List.of(cell);
    }
}
