package io.github.cornu.hub.text;

import io.github.cornu.hub.tokenizer.Tokenizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * KerasHub's {@code TextClassifierPreprocessor} and {@code MaskedLMPreprocessor}. For a masked model the places that
 * are to be found are those of the mask token in the texts; none are chosen at random, as KerasHub does for training.
 */
final class SegmentPreprocessor implements TextPreprocessor {
    private final Tokenizer tokenizer;
    private final MultiSegmentPacker packer;
    private final int length;
    private final int padding;
    private final PreprocessorFamily family;
    private final int maskedPlaces;

    /**
     * @param length of rows
     * @param family what the model takes
     * @param maskedPlaces how many places a masked model takes; 0 for a classifier
     */
    SegmentPreprocessor(
            Tokenizer tokenizer,
            MultiSegmentPacker packer,
            int length,
            int padding,
            PreprocessorFamily family,
            int maskedPlaces) {
        this.tokenizer = tokenizer;
        this.packer = packer;
        this.length = length;
        this.padding = padding;
        this.family = family;
        this.maskedPlaces = maskedPlaces;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public Map<String, int[]> preprocess(String... texts) {
        int[][] segments = new int[Objects.requireNonNull(texts, "texts").length][];
        for (int i = 0; i < texts.length; i++) {
            segments[i] = tokenizer.tokenize(texts[i]);
        }
        Packed packed = packer.pack(segments, length);
        Map<String, int[]> inputs = new LinkedHashMap<>();
        inputs.put("token_ids", packed.tokenIds());
        if (family.paddingMask()) {
            inputs.put("padding_mask", maskByValue(packed.tokenIds()));
        }
        if (family.segmentIds()) {
            inputs.put("segment_ids", packed.segmentIds());
        }
        if (maskedPlaces > 0) {
            inputs.put("mask_positions", maskPositions(packed.tokenIds()));
        }
        return Collections.unmodifiableMap(inputs);
    }

    /** A padding token is padding wherever it stands, as in KerasHub. */
    private int[] maskByValue(int[] tokens) {
        int[] mask = new int[tokens.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = tokens[i] == padding ? 0 : 1;
        }
        return mask;
    }

    private int[] maskPositions(int[] tokens) {
        int mask = tokenizer.specialTokens().mask().orElse(-1);
        int[] positions = new int[maskedPlaces];
        int count = 0;
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] != mask) {
                continue;
            }
            if (count == maskedPlaces) {
                throw new IllegalArgumentException("more than " + maskedPlaces + " masked tokens");
            }
            positions[count++] = i;
        }
        return positions;
    }
}
