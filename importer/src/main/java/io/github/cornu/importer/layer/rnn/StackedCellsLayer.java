package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.StackedRNNCells}: cells, each fed with the output of the one before. */
public final class StackedCellsLayer extends KerasLayer {
    private final List<KerasLayer> cells = new ArrayList<>();
    private final boolean reversed;

    public StackedCellsLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        for (LayerConfig inner : config.layers("cells")) {
            cells.add(child("cells/" + cells.size(), factory.createCell(inner)));
        }
        boolean older = config.writer().isStandalone() || !config.writer().isAtLeast(2, 2);
        reversed = config.bool("reverse_state_order", older);
    }

    /** Whether the states of the last cell come first. */
    boolean isReversed() {
        return reversed;
    }

    List<CellLayer> cells() {
        return cells.stream().map(CellLayer::of).toList();
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        if (reversed) {
            throw new UnsupportedModelException("reverse_state_order of cells that are called as a layer");
        }
        return CellLayer.callAll(g, call, cells());
    }
}
