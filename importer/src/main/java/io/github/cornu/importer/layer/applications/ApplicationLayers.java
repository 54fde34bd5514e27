package io.github.cornu.importer.layer.applications;

import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes that models of {@code keras.applications} have of their own. */
public final class ApplicationLayers {
    private ApplicationLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "LayerScale" -> entry(LayerScaleLayer::new, "of ConvNeXt", COMPUTES);
            case "StochasticDepth" -> entry(StochasticDepthLayer::new, "of ConvNeXt; nothing at inference", COMPUTES);
            case "CustomScaleLayer" -> entry(CustomScaleLayer::new, "of InceptionResNetV2", COMPUTES);
            default -> null;
        };
    }
}
