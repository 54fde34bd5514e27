package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.List;

/** {@code keras.layers.SimpleRNN}. */
final class SimpleRnnLayer extends RecurrentLayer {
    private final CellLayer cell;

    SimpleRnnLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        cell = child("cell", new SimpleRnnCellLayer(config, factory));
    }

    @Override
    List<CellLayer> cells() {
        return List.of(cell);
    }
}
