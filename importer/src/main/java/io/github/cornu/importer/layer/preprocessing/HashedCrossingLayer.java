package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.op.text.CrossBuckets;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.HashedCrossing}: the bin of the combination of several texts or numbers. */
public final class HashedCrossingLayer extends KerasLayer {
    private final int bins;
    private final TokenEncoding encoding;

    public HashedCrossingLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        bins = TokenHash.checked(config.integer("num_bins"));
        encoding = TokenEncoding.read(config, "int");
    }

    @Override
    public boolean takesTexts() {
        return true;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<Value> features = call.tensors().stream().map(KerasTensor::value).toList();
        if (features.size() < 2) {
            throw new IllegalArgumentException("expected two inputs or more, got " + features.size());
        }
        List<Integer> texts = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            if (g.isTexts(features.get(i))) {
                texts.add(i);
            }
        }
        Value bin = g.addAll(new CrossBuckets(texts, bins), features).get(0);
        return List.of(
                encoding == TokenEncoding.INT
                        ? KerasTensor.of(bin, NumberType.INT64)
                        : KerasTensor.of(encoding.encode(g, bin, bins, false, null)));
    }
}
