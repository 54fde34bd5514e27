package io.github.cornu.importer.layer.activation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** {@code keras.layers.PReLU}: alpha has a number for each element of a sample, or one for all along shared axes. */
public final class PReluLayer extends SingleLayer {
    private final WeightSlot alpha;
    private final List<Integer> sharedAxes;

    public PReluLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        alpha = weight("alpha");
        sharedAxes = config.integerList("shared_axes");
    }

    @Override
    public String streamAdvice() {
        return "share its slopes along the time axis";
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (config().writer().isKeras1()) {
            return g.add(new Combine(Binary.PRELU), x, SharedAxes.constant(g, alpha, x));
        }
        Shape sample = x.shape().axes(1, x.shape().rank());
        for (int axis : sharedAxes) {
            sample = sample.with(axis < 0 ? axis : axis - 1, 1);
        }
        Weight slopes = alpha.get(sample.lengths());
        return g.add(new Combine(Binary.PRELU), x, g.add(new Constant(slopes)));
    }
}
