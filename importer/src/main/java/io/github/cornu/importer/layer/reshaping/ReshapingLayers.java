package io.github.cornu.importer.layer.reshaping;

import static io.github.cornu.importer.layer.LayerEntry.FIRST;
import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of {@code keras.layers.reshaping}. */
public final class ReshapingLayers {
    private ReshapingLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "Flatten" -> entry(FlattenLayer::new, FIRST + "; texts too", COMPUTES, HALF);
            case "Reshape" -> entry(ReshapeLayer::new, "one axis may be -1; texts too", COMPUTES, HALF);
            case "Permute" -> entry(PermuteLayer::new, "any order; texts too", COMPUTES, HALF);
            case "RepeatVector" -> entry(RepeatVectorLayer::new, "texts too", COMPUTES, HALF);
            case "Cropping1D" -> entry((c, f) -> new CroppingLayer(c, 1), "", COMPUTES, HALF);
            case "Cropping2D" -> entry((c, f) -> new CroppingLayer(c, 2), FIRST, COMPUTES, HALF);
            case "Cropping3D" -> entry((c, f) -> new CroppingLayer(c, 3), FIRST, COMPUTES, HALF);
            case "ZeroPadding1D" -> entry((c, f) -> new ZeroPaddingLayer(c, 1), "", COMPUTES, HALF);
            case "ZeroPadding2D" -> entry((c, f) -> new ZeroPaddingLayer(c, 2), FIRST, COMPUTES, HALF);
            case "ZeroPadding3D" -> entry((c, f) -> new ZeroPaddingLayer(c, 3), FIRST, COMPUTES, HALF);
            case "UpSampling1D" -> entry((c, f) -> new UpSamplingLayer(c, 1), "", COMPUTES, HALF);
            case "UpSampling2D" ->
                entry((c, f) -> new UpSamplingLayer(c, 2), "all interpolations; " + FIRST, COMPUTES, HALF);
            case "UpSampling3D" -> entry((c, f) -> new UpSamplingLayer(c, 3), FIRST, COMPUTES);
            default -> null;
        };
    }
}
