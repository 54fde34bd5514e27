package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Transpose;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.Permute}; axes are counted from 1, without the batch. */
final class PermuteLayer extends SingleLayer {
    private final List<Integer> order = new ArrayList<>(List.of(0));

    PermuteLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        order.addAll(config.integerList("dims"));
    }

    @Override
    boolean movesNumbers() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        return g.add(new Transpose(order), x);
    }
}
