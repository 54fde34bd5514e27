package io.github.cornu.importer.layer.preprocessing;

import static io.github.cornu.importer.layer.LayerEntry.PADDINGS;
import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;
import static io.github.cornu.importer.layer.LayerTrait.HALF;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of {@code keras.layers.preprocessing} that take numbers, signals and texts. */
public final class PreprocessingLayers {
    private PreprocessingLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "Rescaling" -> entry(RescalingLayer::new, "a number or numbers for the last axes", COMPUTES, HALF);
            case "Normalization" ->
                entry(NormalizationLayer::new, "adapted, or mean and variance; any axes, invert", COMPUTES, HALF);
            case "STFTSpectrogram" -> entry(StftSpectrogramLayer::new, "all modes, expand_dims" + PADDINGS, COMPUTES);
            case "MelSpectrogram" ->
                entry(
                        MelSpectrogramLayer::new,
                        "all options, fft_length to 4096; top_db below the loudest of each sample, not of the batch",
                        COMPUTES);
            case "CategoryEncoding" -> entry(CategoryEncodingLayer::new, "all output modes, count_weights");
            case "Discretization" -> entry(DiscretizationLayer::new, "bin_boundaries or adapted; all output modes");
            case "IntegerLookup" ->
                entry(
                        IntegerLookupLayer::new,
                        "all output modes, invert, num_oov_indices, oov_method, salt, mask_token");
            case "StringLookup" ->
                entry(StringLookupLayer::new, "all output modes, num_oov_indices, salt, mask_token, invert");
            case "Hashing" ->
                entry(HashingLayer::new, "of texts and of numbers below 2^24; salt, mask_value, all output modes");
            case "HashedCrossing" ->
                entry(HashedCrossingLayer::new, "of texts and of numbers below 2^24; all output modes");
            case "TextVectorization" ->
                entry(
                        TextVectorizationLayer::new,
                        "all of standardize and split, functions of yours in Java, ngrams, all output modes; any output_sequence_length");
            default -> null;
        };
    }
}
