package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import java.util.List;

/** {@code keras.layers.Masking}: masks, and sets to zero, the steps whose features all have the mask value. */
public final class MaskingLayer extends KerasLayer {
    private final float maskValue;

    public MaskingLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        maskValue = config.number("mask_value", 0);
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        Value x = call.tensor().value();
        int last = x.shape().rank() - 1;
        Value differs = g.add(new CombineScalar(Binary.NOT_EQUAL, maskValue), x);
        Value mask = g.add(new Reduce(Reduce.Kind.MAX, last, false), differs);
        Value y = g.add(new Combine(Binary.MULTIPLY), x, g.add(Reshape.expandDims(last), mask));
        return List.of(new KerasTensor(y, mask));
    }
}
