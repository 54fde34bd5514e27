package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Pairs;
import java.util.Objects;

/**
 * The layers called {@code DistanceLayer} of Siamese networks, which give the distances of a vector from two others.
 * They have neither options nor weights, so that files do not tell which distance it is, and a program says it:
 *
 * <pre>{@code
 * CommonLayers.all("DistanceLayer=squared")
 * }</pre>
 */
public enum DistanceLayer implements CustomLayer {
    /** The sums of squared differences along the last axis: of Keras's example of triplets. */
    SQUARED;

    /** What is said of a layer for which none was chosen. */
    static IllegalArgumentException unchosen() {
        return Choice.missing(
                "classes of this name have the squared distances, as that of Keras's example of triplets, or others",
                Choice.of("DistanceLayer", values()));
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        return Pairs.distances(Objects.requireNonNull(layer, "layer"));
    }
}
