package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.List;

/** {@code keras.layers.GRU}. */
final class GruLayer extends RecurrentLayer {
    private final CellLayer cell;

    GruLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        cell = cell(new GruCellLayer(config, factory));
    }

    @Override
    List<CellLayer> cells() {
        return List.of(cell);
    }
}
