package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.text.TextLookup;
import io.github.cornu.op.text.TokenTable;
import io.github.cornu.tensor.Binary;
import java.util.List;
import java.util.Map;

/**
 * {@code keras.layers.Hashing}: the bin of each text or number, after the bin 0 of {@code mask_value} if there is one.
 */
public final class HashingLayer extends KerasLayer {
    private final int bins;
    private final Object mask;
    private final TokenHash hash;
    private final TokenEncoding encoding;

    public HashingLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        bins = TokenHash.checked(config.integer("num_bins"));
        Object given = config.value("mask_value");
        mask = bins > 1 ? given : null;
        hash = TokenHash.read(config);
        encoding = TokenEncoding.read(config, "int");
    }

    @Override
    public boolean takesTexts() {
        return true;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        Value x = call.tensor().value();
        Value bin = hash.bucket(g, x, mask == null ? bins : bins - 1);
        if (mask != null) {
            Value following = Numbers.scalar(g, Binary.ADD, bin, 1);
            bin = Numbers.combine(g, Binary.MULTIPLY, following, isOther(g, x));
        }
        if (encoding == TokenEncoding.INT) {
            return List.of(KerasTensor.of(bin, NumberType.INT64));
        }
        int rank = bin.shape().rank();
        if (rank > 2 && bin.shape().length(-1) == 1 && bin.shape().length(-2) == 1) {
            throw new UnsupportedModelException("output_mode other than 'int' for the shape " + bin.shape());
        }
        return List.of(KerasTensor.of(encoding.encode(g, bin, bins, false, null)));
    }

    /** 0 at the mask, else 1. */
    private Value isOther(Lowering g, Value x) {
        if (g.isTexts(x) && mask instanceof String text) {
            return g.add(new TextLookup(new TokenTable(Map.of(text, 0f)), false, 1f), x);
        }
        if (!g.isTexts(x) && mask instanceof Number number) {
            return Numbers.scalar(g, Binary.NOT_EQUAL, x, number.doubleValue());
        }
        throw new IllegalArgumentException("'mask_value' is " + mask + ", of another type than the input");
    }
}
