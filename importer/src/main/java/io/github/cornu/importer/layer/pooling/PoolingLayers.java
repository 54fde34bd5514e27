package io.github.cornu.importer.layer.pooling;

import static io.github.cornu.importer.layer.LayerEntry.FIRST;
import static io.github.cornu.importer.layer.LayerEntry.PADDINGS;
import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;

import io.github.cornu.importer.layer.LayerEntry;
import io.github.cornu.importer.layer.LayerTrait;

/** The classes of {@code keras.layers.pooling}. */
public final class PoolingLayers {
    private PoolingLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "MaxPooling1D" -> pooling(1, true, COMPUTES, HALF);
            case "MaxPooling2D" -> pooling(2, true, COMPUTES, HALF);
            case "MaxPooling3D" -> pooling(3, true, COMPUTES);
            case "AveragePooling1D" -> pooling(1, false, COMPUTES, HALF);
            case "AveragePooling2D" -> pooling(2, false, COMPUTES, HALF);
            case "AveragePooling3D" -> pooling(3, false, COMPUTES);
            case "GlobalMaxPooling1D" -> globalPooling(1, true);
            case "GlobalMaxPooling2D" -> globalPooling(2, true);
            case "GlobalMaxPooling3D" -> globalPooling(3, true);
            case "GlobalAveragePooling1D" -> globalPooling(1, false);
            case "GlobalAveragePooling2D" -> globalPooling(2, false);
            case "GlobalAveragePooling3D" -> globalPooling(3, false);
            case "AdaptiveMaxPooling1D" -> adaptivePooling(1, true);
            case "AdaptiveMaxPooling2D" -> adaptivePooling(2, true);
            case "AdaptiveMaxPooling3D" -> adaptivePooling(3, true);
            case "AdaptiveAveragePooling1D" -> adaptivePooling(1, false);
            case "AdaptiveAveragePooling2D" -> adaptivePooling(2, false);
            case "AdaptiveAveragePooling3D" -> adaptivePooling(3, false);
            default -> null;
        };
    }

    private static LayerEntry pooling(int axes, boolean max, LayerTrait... traits) {
        return entry((c, f) -> new PoolingLayer(c, axes, max), "strides" + PADDINGS, traits);
    }

    private static LayerEntry globalPooling(int axes, boolean max) {
        String masks = axes == 1 && !max ? "masks; " : "";
        return entry((c, f) -> new GlobalPoolingLayer(c, axes, max), "keepdims; " + masks + FIRST, COMPUTES, HALF);
    }

    private static LayerEntry adaptivePooling(int axes, boolean max) {
        return entry((c, f) -> new AdaptivePoolingLayer(c, axes, max), FIRST, COMPUTES);
    }
}
