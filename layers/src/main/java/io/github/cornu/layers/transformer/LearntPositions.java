package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** {@code PositionalEncoding} with one weight of its own, (time, size) or (1, time, size), which is added. */
public final class LearntPositions {
    private LearntPositions() {}

    /** Whether the weights are those of such a layer. */
    public static boolean fits(List<StoredWeight> stored) {
        if (stored.size() != 1 || isOfInnerLayer(stored.get(0))) {
            return false;
        }
        Shape shape = stored.get(0).shape();
        return shape.rank() == 2 || shape.rank() == 3 && shape.length(0) == 1;
    }

    private static boolean isOfInnerLayer(StoredWeight weight) {
        String component = weight.component();
        return component.startsWith("embeddings")
                || component.startsWith("kernel")
                || weight.name().matches(".+/\\d+");
    }

    /** Declares the weight. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        layer.config().ignore(Positions.LENGTHS.toArray(new String[0]));
        layer.config().ignore(Positions.SIZES.toArray(new String[0]));
        layer.config().ignore("dropout", "dropout_rate", "rate");
        CustomWeight weight = layer.weight(layer.stored().get(0).component());
        return call -> {
            Value x = call.input();
            Shape shape = weight.shape();
            int length = shape.length(shape.rank() - 2);
            return Parts.add(call, x, Positions.rows(call, x, weight.reshape(length, shape.length(-1))));
        };
    }
}
