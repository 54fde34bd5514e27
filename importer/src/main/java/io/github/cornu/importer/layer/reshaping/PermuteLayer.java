package io.github.cornu.importer.layer.reshaping;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.shape.Transpose;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.Permute}; axes are counted from 1, without the batch. */
public final class PermuteLayer extends SingleLayer {
    private final List<Integer> order = new ArrayList<>(List.of(0));

    public PermuteLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        order.addAll(config.integerList("dims"));
    }

    @Override
    public String streamAdvice() {
        return "keep the time axis where it is";
    }

    @Override
    public boolean takesTexts() {
        return true;
    }

    @Override
    public boolean movesNumbers() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        List<Integer> all = new ArrayList<>(order);
        if (g.isTexts(x)) {
            all.add(order.size());
        }
        return g.add(new Transpose(all), x);
    }
}
