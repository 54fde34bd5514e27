package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.element.Digitize;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.Discretization}: the number of the bin that an element is in. */
public final class DiscretizationLayer extends SingleLayer {
    private final Tensor boundaries;
    private final int bins;
    private final TokenEncoding encoding;
    private WeightSlot summary;

    public DiscretizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        Tensor given = config.numbers("bin_boundaries");
        Tensor older = config.numbers("bins");
        boundaries = given != null ? given : older != null && older.shape().rank() == 1 ? older : null;
        bins = boundaries != null ? boundaries.shape().size() + 1 : config.integer("num_bins");
        config.ignore("epsilon", "num_bins");
        encoding = TokenEncoding.read(config, "int");
        if (boundaries == null) {
            summary = nonTrainableWeight("summary");
        }
    }

    @Override
    public Value apply(Lowering g, Value x) {
        Weight limits = boundaries != null ? Weight.of(boundaries) : Quantiles.boundaries(summary.get(), bins);
        Value index = g.add(new Digitize(limits), x);
        return encoding.encode(g, index, limits.shape().size() + 1, true, null);
    }
}
