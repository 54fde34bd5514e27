package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import java.util.List;

/** A layer with one input and one output. */
public abstract class SingleLayer extends KerasLayer {
    public SingleLayer(LayerConfig config) {
        super(config);
    }

    /** Adds the operations and returns the output. */
    public abstract Value apply(Lowering g, Value x);

    /** Whether the output has the mask of the input; otherwise it has none. */
    public boolean passesMask() {
        return false;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        Value y = apply(g, call.tensor().value());
        return List.of(new KerasTensor(y, passesMask() ? call.mask() : null));
    }
}
