package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.image.ConvolutionalTokenizer;
import java.util.List;
import java.util.Objects;

/**
 * {@code CCTTokenizer} of Keras's example of compact convolutional transformers. Files have those options only that a
 * program gave or that its class writes; others are as the class has them, which a copy may have changed. Where the
 * file lacks one, a program says that they are those of the example:
 *
 * <pre>{@code
 * CommonLayers.all("CCTTokenizer=example")
 * }</pre>
 */
public enum CCTTokenizer implements CustomLayer {
    /** Where the config has no others: a stride of 1, a padding of 1, maxima of 3 by 3 pixels with a stride of 2. */
    EXAMPLE;

    /** That of a config that has all options; another is refused, since it was not chosen. */
    static CustomLayer of(CustomConfig config) {
        List<String> missing = ConvolutionalTokenizer.guessed().stream()
                .filter(key -> !config.has(key))
                .toList();
        if (missing.isEmpty()) {
            return EXAMPLE;
        }
        throw Choice.missing(
                "its config lacks " + missing + ", which are those of Keras's example, or those of a copy",
                Choice.of("CCTTokenizer", values()));
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        return ConvolutionalTokenizer.create(Objects.requireNonNull(layer, "layer"));
    }
}
