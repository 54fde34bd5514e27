package io.github.cornu.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.layers.transformer.LearntPositions;
import io.github.cornu.layers.transformer.Positions;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Objects;

/**
 * The layers called {@code PositionalEncoding} that add sines and cosines of its place to each vector, in one of two
 * orders. Files do not tell which, so a program says it:
 *
 * <pre>{@code
 * CommonLayers.all("PositionalEncoding=alternating")
 * }</pre>
 *
 * <p>Angles are place / 10000 ** (2 i / size). The longest sequence is that of {@code max_len}, {@code maxlen}, {@code
 * max_length}, {@code max_position}, {@code max_seq_len}, {@code position}, {@code seq_len}, {@code seq_length} or
 * {@code sequence_length}, or as long as the input.
 */
public enum PositionalEncoding implements CustomLayer {
    /** Sines in columns 0, 2, 4 …, cosines in columns 1, 3, 5 …: {@code angles[:, 0::2] = np.sin(…)}. */
    ALTERNATING,
    /** All sines, then all cosines: {@code tf.concat([sines, cosines], axis=-1)}. */
    HALVES;

    /** A layer for which none was chosen: it has a weight that is added, or is refused. */
    static CustomFunction unchosen(CustomLayerBuilder layer) {
        if (LearntPositions.fits(layer.stored())) {
            return LearntPositions.create(layer);
        }
        throw Choice.missing(
                "classes of this name order sines and cosines in two ways", Choice.of("PositionalEncoding", values()));
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        Objects.requireNonNull(layer, "layer");
        CustomConfig config = layer.config();
        config.ignore("dropout", "dropout_rate", "rate");
        int longest = first(config, Positions.LENGTHS);
        int declared = first(config, Positions.SIZES);
        return call -> {
            Value x = call.input();
            if (x.shape().rank() != 3) {
                throw new IllegalArgumentException("expected sequences (batch, time, size), got " + x.shape());
            }
            int size = Parts.length(x.shape(), 2);
            if (declared > 0 && declared != size) {
                throw new IllegalArgumentException("vectors of " + size + ", and a config for " + declared);
            }
            int length = longest > 0 ? longest : Parts.length(x.shape(), 1);
            return Parts.add(call, x, Positions.rows(call, x, table(length, size)));
        };
    }

    private static int first(CustomConfig config, List<String> keys) {
        return keys.stream().mapToInt(key -> config.integer(key, 0)).max().orElse(0);
    }

    private Weight table(int length, int size) {
        float[] table = new float[Math.multiplyExact(length, size)];
        for (int i = 0; i < table.length; i++) {
            int column = i % size;
            int sines = (size + 1) / 2;
            boolean isSine = this == ALTERNATING ? column % 2 == 0 : column < sines;
            int pair = this == ALTERNATING ? column / 2 : isSine ? column : column - sines;
            double angle = i / size / StrictMath.pow(10000, 2.0 * pair / size);
            table[i] = (float) (isSine ? StrictMath.sin(angle) : StrictMath.cos(angle));
        }
        return Weight.of(table, length, size);
    }
}
