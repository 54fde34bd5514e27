package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.Rescaling}: x scale + offset, each a number or numbers for the last axes. */
public final class RescalingLayer extends SingleLayer {
    private final Tensor scale;
    private final Tensor offset;

    public RescalingLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        scale = config.numbers("scale");
        Tensor given = config.numbers("offset");
        offset = given == null ? Tensor.zeros() : given;
        if (scale == null) {
            throw new IllegalArgumentException("the config lacks 'scale'");
        }
    }

    @Override
    public boolean passesMask() {
        return config().writer().isKeras3();
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (scale.shape().rank() == 0 && offset.shape().rank() == 0) {
            Activation function = Activation.of(Unary.SCALE_SHIFT, scale.get(), offset.get(), 0f);
            return g.add(new Elementwise(function), x);
        }
        Value scaled = g.add(new Combine(Binary.MULTIPLY), x, g.add(new Constant(Weight.of(scale))));
        return g.add(new Combine(Binary.ADD), scaled, g.add(new Constant(Weight.of(offset))));
    }
}
