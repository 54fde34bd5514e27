package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/**
 * {@code keras.layers.AutoContrast}: the smallest and the largest number along the two axes after that of the samples,
 * whatever {@code data_format} says, become the ends of {@code value_range}. Where they are equal, nothing changes.
 */
public final class AutoContrastLayer extends SingleLayer {
    private final ValueRange range;

    public AutoContrastLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        range = ValueRange.read(config);
        config.ignore("data_format", "bounding_box_format");
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (x.shape().rank() != 4) {
            throw new IllegalArgumentException("expected an input of rank 4, got " + x.shape());
        }
        Value bytes = range.toBytes(g, x);
        Value low = ofImages(g, Reduce.Kind.MIN, bytes);
        Value span = Numbers.combine(g, Binary.SUBTRACT, ofImages(g, Reduce.Kind.MAX, bytes), low);
        Value scale = Numbers.scalar(g, Binary.MULTIPLY, Numbers.unary(g, Unary.RECIPROCAL, span), 255);
        Value offset = Numbers.combine(g, Binary.MULTIPLY, Numbers.unary(g, Unary.NEGATE, low), scale);
        Value spread = Numbers.combine(g, Binary.MULTIPLY, bytes, scale);
        Value y = Numbers.unary(g, Unary.CLIP, 0, 255, Numbers.combine(g, Binary.ADD, spread, offset));
        Value result = range.ofBytes(g, y);
        return Numbers.select(g, Numbers.isNan(g, result), x, result);
    }

    private static Value ofImages(Lowering g, Reduce.Kind kind, Value x) {
        return g.add(new Reduce(kind, 2, true), g.add(new Reduce(kind, 1, true), x));
    }
}
