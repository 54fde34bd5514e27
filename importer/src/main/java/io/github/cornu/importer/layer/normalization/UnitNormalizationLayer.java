package io.github.cornu.importer.layer.normalization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** {@code keras.layers.UnitNormalization}: x divided by its length along one or several axes. */
public final class UnitNormalizationLayer extends SingleLayer {
    private static final float LEAST_KERAS_2 = 1e-12f;
    private static final float LEAST = 1e-24f;

    private final List<Integer> axes;

    public UnitNormalizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        axes = config.has("axis") ? config.integerList("axis") : List.of(-1);
    }

    @Override
    public boolean passesMask() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        Value sum = Numbers.unary(g, Unary.SQUARE, x);
        for (int axis : axes) {
            int along = Axes.normalize(axis, x.shape().rank());
            if (along == 0) {
                throw new IllegalArgumentException("normalization over the batch axis");
            }
            sum = g.add(new Reduce(Reduce.Kind.SUM, along, true), sum);
        }
        float least = g.writer().isKeras3() ? LEAST : LEAST_KERAS_2;
        Value limited = g.add(new CombineScalar(Binary.MAXIMUM, least), sum);
        return g.add(new Combine(Binary.MULTIPLY), x, Numbers.unary(g, Unary.RSQRT, limited));
    }
}
