package io.github.cornu.importer.layer.core;

import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;
import static io.github.cornu.importer.layer.LayerTrait.QUANTIZED;
import static io.github.cornu.importer.layer.LayerTrait.UNCHANGED;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of {@code keras.layers.core}, of Keras 1 too, and those that do nothing at inference. */
public final class CoreLayers {
    private CoreLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "Dense" ->
                entry(QuantizableLayers::dense, "inputs of any rank; int8, int4, float8", COMPUTES, HALF, QUANTIZED);
            case "EinsumDense" ->
                entry(
                        QuantizableLayers::einsumDense,
                        "any equation that keeps the batch axis, bias_axes; int8, int4, float8",
                        COMPUTES,
                        HALF,
                        QUANTIZED);
            case "Embedding" -> entry(QuantizableLayers::embedding, "mask_zero; int8, int4", COMPUTES, HALF, QUANTIZED);
            case "ReversibleEmbedding" ->
                entry(
                        QuantizableLayers::reversibleEmbedding,
                        "tie_weights, mask_zero, reverse, logit_soft_cap; int8, int4",
                        COMPUTES,
                        QUANTIZED);
            case "Lambda" ->
                entry(LambdaLayer::new, "of activation functions by name; others are Python code", COMPUTES);
            case "Masking" -> entry(MaskingLayer::new, "mask_value", COMPUTES, HALF);
            case "MaxoutDense" -> entry(MaxoutDenseLayer::new, "Keras 1", COMPUTES);
            case "Highway" -> entry(HighwayLayer::new, "Keras 1", COMPUTES);
            case "RandomFourierFeatures" -> entry(RandomFourierFeaturesLayer::new, "Keras 2", COMPUTES);
            case "Dropout",
                    "SpatialDropout1D",
                    "SpatialDropout2D",
                    "SpatialDropout3D",
                    "GaussianDropout",
                    "GaussianNoise",
                    "AlphaDropout",
                    "ActivityRegularization",
                    "Identity" -> entry(IdentityLayer::new, "nothing at inference", COMPUTES, UNCHANGED);
            default -> null;
        };
    }
}
