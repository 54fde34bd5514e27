package io.github.cornu.importer.layer.normalization;

import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of {@code keras.layers.normalization}. */
public final class NormalizationLayers {
    private NormalizationLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "BatchNormalization", "SyncBatchNormalization" ->
                entry(
                        BatchNormalizationLayer::create,
                        "one axis, any but the batch; renorm; mode 1 of Keras 1",
                        COMPUTES,
                        HALF);
            case "LayerNormalization" ->
                entry(LayerNormalizationLayer::new, "any axes but the batch; rms_scaling", COMPUTES, HALF);
            case "RMSNormalization" -> entry(RmsNormalizationLayer::new, "any axes but the batch", COMPUTES);
            case "GroupNormalization" -> entry(GroupNormalizationLayer::new, "any axis but the batch", COMPUTES);
            case "UnitNormalization" -> entry(UnitNormalizationLayer::new, "any axes but the batch", COMPUTES);
            case "SpectralNormalization" -> entry(SpectralNormalizationLayer::new, "of any layer", COMPUTES);
            default -> null;
        };
    }
}
