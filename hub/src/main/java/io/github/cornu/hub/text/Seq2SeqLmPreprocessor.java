package io.github.cornu.hub.text;

import io.github.cornu.hub.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** KerasHub's {@code Seq2SeqLMPreprocessor}: a row for the encoder and one for the decoder. */
public final class Seq2SeqLmPreprocessor implements TextPreprocessor {
    private final Tokenizer tokenizer;
    private final StartEndPacker encoderPacker;
    private final StartEndPacker decoderPacker;
    private final int encoderLength;
    private final int decoderLength;

    Seq2SeqLmPreprocessor(
            Tokenizer tokenizer,
            StartEndPacker encoderPacker,
            StartEndPacker decoderPacker,
            int encoderLength,
            int decoderLength) {
        this.tokenizer = tokenizer;
        this.encoderPacker = encoderPacker;
        this.decoderPacker = decoderPacker;
        this.encoderLength = encoderLength;
        this.decoderLength = decoderLength;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The rows as {@code generate_preprocess} makes them; the decoder's has a start and no end. */
    @Override
    public Map<String, int[]> preprocess(String... texts) {
        if (Objects.requireNonNull(texts, "texts").length < 1 || texts.length > 2) {
            throw new IllegalArgumentException(
                    "a sequence-to-sequence model takes one text for the encoder and one for the decoder, not "
                            + texts.length);
        }
        int[] decoderTokens = tokenizer.tokenize(texts.length == 2 ? texts[1] : "");
        return inputs(texts[0], decoderPacker.pack(decoderTokens, decoderLength, true, false));
    }

    /** The decoder's row has an end, and one more token is packed, which is what the last one is followed by. */
    @Override
    public Map<String, int[]> preprocessForPredict(String... texts) {
        if (Objects.requireNonNull(texts, "texts").length != 2) {
            throw new IllegalArgumentException(
                    "predict of a sequence-to-sequence model takes a text for the encoder and"
                            + " one for the decoder, not " + texts.length + "; generate makes the second");
        }
        int[] decoderTokens = tokenizer.tokenize(texts[1]);
        return inputs(texts[0], decoderPacker.pack(decoderTokens, Math.addExact(decoderLength, 1), true, true));
    }

    private Map<String, int[]> inputs(String text, Packed decoder) {
        Packed encoder = encoderPacker.pack(tokenizer.tokenize(text), encoderLength, true, true);
        Map<String, int[]> inputs = new LinkedHashMap<>();
        inputs.put("encoder_token_ids", encoder.tokenIds());
        inputs.put("encoder_padding_mask", encoder.paddingMask());
        inputs.put("decoder_token_ids", Arrays.copyOf(decoder.tokenIds(), decoderLength));
        inputs.put("decoder_padding_mask", Arrays.copyOf(decoder.paddingMask(), decoderLength));
        return Collections.unmodifiableMap(inputs);
    }

    /** The text of the decoder's tokens, without the special ones, as {@code generate_postprocess} makes it. */
    public String postprocess(int[] tokens) {
        return GeneratedText.of(tokenizer, Objects.requireNonNull(tokens, "tokens"));
    }
}
