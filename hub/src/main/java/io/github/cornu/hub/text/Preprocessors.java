package io.github.cornu.hub.text;

import io.github.cornu.ModelException;
import io.github.cornu.hub.config.ConfigValues;
import io.github.cornu.hub.config.Json;
import io.github.cornu.hub.tokenizer.SpecialTokens;
import io.github.cornu.hub.tokenizer.Tokenizer;
import io.github.cornu.hub.tokenizer.Tokenizers;
import io.github.cornu.hub.tokenizer.Workflow;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads preprocessors of texts that KerasHub has saved, in presets and in {@code .keras} archives. */
public final class Preprocessors {
    private static final int[] NOTHING = {};

    private Preprocessors() {}

    /**
     * The preprocessor of a config.
     *
     * @param config the JSON of {@code preprocessor.json}, or what stands for the preprocessor in an archive: an object
     *     with {@code class_name} and {@code config}, in which the tokenizer is
     * @param assets opens a file of the tokenizer by its name, for instance {@code vocabulary.txt}; null for none
     * @throws ModelException if something is wrong with the config or a file
     * @throws io.github.cornu.UnsupportedModelException if a class is not known, or has options that are not
     */
    public static TextPreprocessor read(String config, Function<String, InputStream> assets) {
        return read(Json.object(Objects.requireNonNull(config, "config")), assets, Workflow.PYTHON);
    }

    /**
     * The preprocessor of a config whose JSON was read into maps, lists, strings, numbers and booleans; see
     * {@link #read(String, Function)}.
     */
    public static TextPreprocessor read(
            Map<String, Object> saved, Function<String, InputStream> assets, Workflow workflow) {
        Objects.requireNonNull(workflow, "workflow");
        ConfigValues config = ConfigValues.of(Objects.requireNonNull(saved, "saved"));
        PreprocessorFamily family = PreprocessorFamily.of(config.className());
        Map<String, Object> savedTokenizer = config.object("tokenizer");
        if (savedTokenizer == null) {
            throw new ModelException(config.className() + " has no tokenizer");
        }
        Tokenizer tokenizer = Tokenizers.read(savedTokenizer, assets, workflow);
        TextPreprocessor preprocessor = switch (family.task()) {
            case CLASSIFIER, MASKED -> segments(config, family, tokenizer);
            case CAUSAL -> causal(config, tokenizer);
            case SEQUENCE_TO_SEQUENCE -> sequences(config, family, tokenizer);
        };
        config.checkAllRead();
        return preprocessor;
    }

    private static TextPreprocessor segments(ConfigValues config, PreprocessorFamily family, Tokenizer tokenizer) {
        SpecialTokens special = tokenizer.specialTokens();
        int end = needed(special.end(), "end", config);
        int padding = needed(special.pad(), "padding", config);
        int[] separators = family.separators() == 2 ? new int[] {end, end} : new int[] {end};
        MultiSegmentPacker packer = new MultiSegmentPacker(
                new int[] {needed(special.start(), "start", config)},
                separators,
                new int[] {end},
                padding,
                Truncation.of(config.text("truncate", "round_robin")));
        int length = length(config, "sequence_length", 512);
        int places = 0;
        if (family.task() == PreprocessorFamily.Task.MASKED) {
            needed(special.mask(), "mask", config);
            places = length(config, "mask_selection_length", 96);
            config.ignore("mask_selection_rate", "mask_token_rate", "random_token_rate");
        }
        return new SegmentPreprocessor(tokenizer, packer, length, padding, family, places);
    }

    private static TextPreprocessor causal(ConfigValues config, Tokenizer tokenizer) {
        SpecialTokens special = tokenizer.specialTokens();
        boolean addStart = config.flag("add_start_token", true);
        boolean addEnd = config.flag("add_end_token", true);
        StartEndPacker packer = new StartEndPacker(
                optional(special.start()), optional(special.end()), needed(special.pad(), "padding", config));
        return new CausalLmPreprocessor(tokenizer, packer, length(config, "sequence_length", 1024), addStart, addEnd);
    }

    private static TextPreprocessor sequences(ConfigValues config, PreprocessorFamily family, Tokenizer tokenizer) {
        SpecialTokens special = tokenizer.specialTokens();
        int padding = needed(special.pad(), "padding", config);
        int start = needed(special.start(), "start", config);
        int end = needed(special.end(), "end", config);
        boolean startless = family.decoderStart() == PreprocessorFamily.DecoderStart.PADDING;
        int[] decoderStart = switch (family.decoderStart()) {
            case START -> new int[] {start};
            case END_AND_START -> new int[] {end, start};
            case PADDING -> new int[] {padding};
        };
        int[] ends = {end};
        return new Seq2SeqLmPreprocessor(
                tokenizer,
                new StartEndPacker(startless ? NOTHING : new int[] {start}, ends, padding),
                new StartEndPacker(decoderStart, ends, padding),
                length(config, "encoder_sequence_length", 1024),
                length(config, "decoder_sequence_length", 1024));
    }

    private static int length(ConfigValues config, String key, int otherwise) {
        Integer length = config.integer(key);
        if (length != null && length < 1) {
            throw new ModelException(config.className() + ": " + key + " is " + length);
        }
        return length == null ? otherwise : length;
    }

    private static int[] optional(OptionalInt token) {
        return token.isPresent() ? new int[] {token.getAsInt()} : NOTHING;
    }

    private static int needed(OptionalInt token, String name, ConfigValues config) {
        return token.orElseThrow(
                () -> new ModelException(config.className() + ": the tokenizer has no " + name + " token"));
    }
}
