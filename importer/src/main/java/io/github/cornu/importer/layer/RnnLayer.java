package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.List;

/** {@code keras.layers.RNN} of a cell, or of stacked cells. */
final class RnnLayer extends RecurrentLayer {
    private final List<CellLayer> cells;

    RnnLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        KerasLayer inner = child("cell", factory.create(config.layer("cell")));
        if (inner instanceof StackedCellsLayer stacked) {
            cells = stacked.cells();
        } else if (inner instanceof CellLayer cell) {
            cells = List.of(cell);
        } else {
            cells = List.of();
        }
    }

    @Override
    List<CellLayer> cells() {
        return cells;
    }
}
