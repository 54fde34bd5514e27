package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.LayerFactory;
import java.util.List;

/** {@code keras.layers.RNN} of a cell, or of stacked cells. */
public final class RnnLayer extends RecurrentLayer {
    private final KerasLayer cell;

    public RnnLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        cell = child("cell", factory.createCell(config.layer("cell")));
        checkType(cell);
        if (cell instanceof StackedCellsLayer stacked) {
            stacked.children().values().forEach(this::checkType);
        }
    }

    @Override
    List<CellLayer> cells() {
        return cell instanceof StackedCellsLayer stacked ? stacked.cells() : List.of(CellLayer.of(cell));
    }

    @Override
    boolean isReversed() {
        return cell instanceof StackedCellsLayer stacked && stacked.isReversed();
    }
}
