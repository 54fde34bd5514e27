package io.github.cornu.importer.layer.applications;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;

/** {@code LayerScale} of ConvNeXt: a factor for each channel. */
public final class LayerScaleLayer extends SingleLayer {
    private final int channels;
    private final WeightSlot gamma;

    public LayerScaleLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        channels = config.integer("projection_dim");
        config.ignore("init_values");
        gamma = weight("gamma");
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return g.add(new Combine(Binary.MULTIPLY), x, g.add(new Constant(gamma.get(channels))));
    }
}
