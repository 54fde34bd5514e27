package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Dropping;
import java.util.Objects;

/**
 * The layers called {@code DropPath} of Keras's examples and of others, which drop whole samples at random. That of the
 * example of Swin transformers does so in {@code predict} too, others in training only. Files do not tell which, so
 * where the probability is not 0 a program says it:
 *
 * <pre>{@code
 * CommonLayers.all("DropPath=training_only")
 * }</pre>
 */
public enum DropPath implements CustomLayer {
    /** It does nothing at inference. */
    TRAINING_ONLY;

    /** That of KerasCV, which does nothing at inference, or one for which it was not chosen. */
    static CustomLayer of(String className) {
        return className.startsWith("keras_cv") ? TRAINING_ONLY : DropPath::unchosen;
    }

    private static CustomFunction unchosen(CustomLayerBuilder layer) {
        float rate = layer.config().number("drop_prob", 0) + layer.config().number("drop_path", 0);
        if (rate != 0 || layer.config().number("rate", 0) != 0) {
            throw Choice.missing(
                    "a class of this name, of Keras's example of Swin transformers, draws random numbers in predict too,"
                            + " others in training only",
                    Choice.of("DropPath", values()));
        }
        return Dropping.nothing(layer);
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        Objects.requireNonNull(layer, "layer");
        return Dropping.nothing(layer);
    }
}
