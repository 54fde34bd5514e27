package io.github.cornu.importer.layer.custom;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.CustomCell;
import io.github.cornu.importer.layer.CustomCalls;
import io.github.cornu.importer.layer.CustomConfigView;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.importer.layer.rnn.CellLayer;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.tensor.Shape;
import java.util.function.IntFunction;

/** A recurrent cell of a class that the user has registered. */
public final class CustomCellLayer extends CellLayer {
    private final IntFunction<JavaCell> function;

    public CustomCellLayer(LayerConfig config, CustomCell implementation, LayerFactory factory) {
        super(config);
        CustomConfigView view = new CustomConfigView(config);
        function = CustomCalls.guarded(() -> implementation.create(new CustomBuilder(this, view, factory)));
        if (function == null) {
            throw new IllegalArgumentException("its registered implementation is null");
        }
        config.ignore("autocast");
    }

    /** What it does in training, its Java does not tell. */
    @Override
    public boolean changesInTraining() {
        return true;
    }

    @Override
    public Cell create(Shape sequences) {
        if (sequences.rank() != 3 || sequences.length(-1) < 0) {
            throw new IllegalArgumentException("a custom cell needs sequences of rows, got " + sequences);
        }
        JavaCell made = CustomCalls.guarded(() -> function.apply(sequences.length(-1)));
        if (made == null) {
            throw new IllegalArgumentException("its registered implementation returns null");
        }
        // A cell with a name has the weights that it was made with, here as where a file is loaded.
        return made.named() != null
                ? made
                : made.with(ownWeights().stream().map(WeightSlot::get).toList(), null);
    }
}
