package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.kernel.Binary;
import io.github.cornu.op.Combine;
import io.github.cornu.op.CombineScalar;
import io.github.cornu.op.InsertAxis;
import io.github.cornu.op.Reduce;
import java.util.List;

/** {@code keras.layers.Masking}: masks, and sets to zero, the steps whose features all have the mask value. */
final class MaskingLayer extends KerasLayer {
    private final float maskValue;

    MaskingLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        maskValue = config.number("mask_value", 0);
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        Value x = call.tensor().value();
        int last = x.shape().rank() - 1;
        Value differs = g.add(new CombineScalar(Binary.NOT_EQUAL, maskValue), x);
        Value mask = g.add(new Reduce(Reduce.Kind.MAX, last, false), differs);
        Value y = g.add(new Combine(Binary.MULTIPLY), x, g.add(new InsertAxis(last), mask));
        return List.of(new KerasTensor(y, mask));
    }
}
