package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.reduce.Bincount;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import java.util.List;
import java.util.Locale;

/** {@code output_mode} of the lookup layers: how indices become the output. */
enum TokenEncoding {
    INT,
    ONE_HOT,
    MULTI_HOT,
    COUNT,
    TF_IDF;

    /** The mode that the config names, with its older names. */
    static TokenEncoding read(LayerConfig config, String otherwise) {
        String mode = config.string("output_mode", otherwise);
        if (config.bool("sparse", false)) {
            throw new UnsupportedModelException("sparse output");
        }
        return switch (mode) {
            case "int" -> INT;
            case "one_hot" -> ONE_HOT;
            case "multi_hot", "binary" -> MULTI_HOT;
            case "count" -> COUNT;
            case "tf_idf", "tf-idf" -> TF_IDF;
            default -> throw new IllegalArgumentException("unknown output_mode '" + mode + "'");
        };
    }

    /**
     * The encoded indices; each number is truncated to an integer.
     *
     * @param depth how many there are
     * @param strict whether others are errors; else they are left out
     * @param weights to be summed in place of ones, or null
     */
    Value encode(Lowering g, Value indices, int depth, boolean strict, Value weights) {
        if (this == INT) {
            return indices;
        }
        int rank = indices.shape().rank();
        if (this == ONE_HOT) {
            boolean single = rank > 1 && indices.shape().length(-1) == 1;
            return g.add(
                    new Bincount(depth, true, strict), single ? indices : g.add(Reshape.expandDims(rank), indices));
        }
        if (rank < 2) {
            throw new UnsupportedModelException(
                    "output_mode '" + name().toLowerCase(Locale.ROOT) + "' of single numbers, which joins the samples");
        }
        Bincount count = new Bincount(depth, this == MULTI_HOT, strict);
        Value rows = g.add(Transpose.move(rank, 1, rank - 1), indices);
        return weights == null
                ? g.add(count, rows)
                : g.addAll(count, List.of(rows, g.add(Transpose.move(rank, 1, rank - 1), weights)))
                        .get(0);
    }
}
