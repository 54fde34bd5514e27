package io.github.cornu.importer.layer.merging;

import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of {@code keras.layers.merging}. */
public final class MergingLayers {
    private MergingLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract" ->
                entry(MergeLayer::new, "broadcasting", COMPUTES, HALF);
            case "Concatenate" ->
                entry(ConcatenateLayer::new, "any axis but the batch, masks; texts too", COMPUTES, HALF);
            case "Dot" -> entry(DotLayer::new, "one axis of each input, normalize", COMPUTES);
            case "Merge" -> entry(MergeDotLayer::new, "Keras 1; all modes but Python code", COMPUTES);
            default -> null;
        };
    }
}
