package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import java.util.List;

/** {@code keras.layers.SimpleRNN}. */
public final class SimpleRnnLayer extends RecurrentLayer {
    private final CellLayer cell;

    public SimpleRnnLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        cell = child("cell", new SimpleRnnCellLayer(config, factory));
    }

    @Override
    List<CellLayer> cells() {
        return List.of(cell);
    }
}
