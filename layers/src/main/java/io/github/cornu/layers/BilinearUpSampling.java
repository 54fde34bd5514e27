package io.github.cornu.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import java.util.List;
import java.util.Objects;

/**
 * The layers called {@code BilinearUpSampling2D} and {@code BilinearUpsampling}: images made larger, where pixels lie
 * in one of three ways. Files do not tell which, so a program says it:
 *
 * <pre>{@code
 * CommonLayers.all("BilinearUpSampling2D=aligned_corners")
 * }</pre>
 *
 * <p>The size is that of {@code target_size}, {@code output_size} or {@code target_shape}, or a multiple by {@code
 * size} or {@code upsampling}.
 */
public enum BilinearUpSampling implements CustomLayer {
    /** {@code align_corners=True} of TensorFlow 1, as DenseDepth and many copies of DeepLab have it. */
    ALIGNED_CORNERS(Sampling.BILINEAR_CORNERS),
    /** {@code tf.image.resize_bilinear} of TensorFlow 1 without that option, as the models of Keras-FCN have it. */
    LEGACY(Sampling.BILINEAR_LEGACY),
    /** {@code tf.image.resize} of TensorFlow 2. */
    PIXEL_CENTERS(Sampling.BILINEAR);

    private final Sampling sampling;

    BilinearUpSampling(Sampling sampling) {
        this.sampling = sampling;
    }

    /** What is said of a layer for which none was chosen. */
    static IllegalArgumentException unchosen(String className) {
        return Choice.missing("classes of this name place pixels in three ways", Choice.of(className, values()));
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        Objects.requireNonNull(layer, "layer");
        CustomConfig config = layer.config();
        if (!List.of("default", "channels_last").contains(config.string("data_format", "default"))) {
            throw new IllegalArgumentException("the data_format 'channels_first' is not supported");
        }
        List<Integer> shape = config.integers("target_shape");
        if (!shape.isEmpty() && shape.size() != 4) {
            throw new IllegalArgumentException(
                    "expected a target_shape (batch, height, width, channels), got " + shape);
        }
        List<Integer> target =
                pair(shape.isEmpty() ? first(config, "target_size", "output_size") : shape.subList(1, 3));
        List<Integer> factors = pair(first(config, "size", "upsampling"));
        if (target == null && factors == null) {
            throw new IllegalArgumentException("its config has no size");
        }
        return call -> {
            Value y = call.input();
            for (int i = 0; i < 2; i++) {
                y = call.add(
                        target != null
                                ? Resample.to(target.get(i), i + 1, sampling, false)
                                : Resample.times(factors.get(i), i + 1, sampling),
                        y);
            }
            return y;
        };
    }

    private static List<Integer> first(CustomConfig config, String key, String other) {
        List<Integer> numbers = config.integers(key);
        List<Integer> others = config.integers(other);
        return numbers.isEmpty() ? others : numbers;
    }

    private static List<Integer> pair(List<Integer> numbers) {
        if (numbers.size() > 2) {
            throw new IllegalArgumentException("a size of " + numbers);
        }
        return numbers.isEmpty() ? null : List.of(numbers.get(0), numbers.get(numbers.size() - 1));
    }
}
