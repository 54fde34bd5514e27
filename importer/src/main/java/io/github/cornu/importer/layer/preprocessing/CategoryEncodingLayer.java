package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import java.util.List;

/** {@code keras.layers.CategoryEncoding}. In Keras 2 a number out of range is an error when the model runs. */
public final class CategoryEncodingLayer extends KerasLayer {
    private final int depth;
    private final TokenEncoding encoding;

    public CategoryEncodingLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        depth = config.has("num_tokens") ? config.integer("num_tokens") : config.integer("max_tokens");
        encoding = TokenEncoding.read(config, "multi_hot");
        if (encoding == TokenEncoding.INT || encoding == TokenEncoding.TF_IDF) {
            throw new IllegalArgumentException("an output_mode of another layer");
        }
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> weights = call.keywordTensors("count_weights");
        List<KerasTensor> inputs = call.tensors();
        Value given = inputs.size() > 1
                ? inputs.get(1).value()
                : weights.isEmpty() ? null : weights.get(0).value();
        boolean strict = !g.writer().isKeras3();
        return List.of(KerasTensor.of(encoding.encode(g, inputs.get(0).value(), depth, strict, given)));
    }
}
