package io.github.cornu.hub.tokenizer;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.config.ConfigValues;
import io.github.cornu.hub.config.Json;
import io.github.cornu.hub.tokenizer.bytepair.BytePairs;
import io.github.cornu.hub.tokenizer.sentencepiece.SentencePieces;
import io.github.cornu.hub.tokenizer.wordpiece.WordOptions;
import io.github.cornu.hub.tokenizer.wordpiece.WordPieces;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Reads tokenizers that KerasHub has saved, in presets and in {@code .keras} archives. */
public final class Tokenizers {
    private static final String[] IMAGE_TOKENS = {
        "image_placeholder", "<img>",
        "start_of_image_token", "<start_of_image>",
        "end_of_image_token", "<end_of_image>"
    };

    private Tokenizers() {}

    /**
     * The tokenizer of a config, as it is outside of TensorFlow's graphs: {@link Workflow#PYTHON}.
     *
     * @param config the JSON of {@code tokenizer.json}, or what stands for the tokenizer in an archive: an object with
     *     {@code class_name} and {@code config}
     * @param assets opens a file of the tokenizer by its name, for instance {@code vocabulary.txt}; null for none of
     *     that name. They are in {@code assets/tokenizer} of a preset, in {@code assets/preprocessor/tokenizer} of the
     *     archive of a task. The streams are closed
     * @throws ModelException if something is wrong with the config or a file
     * @throws UnsupportedModelException if the class is not known, or has options that are not
     */
    public static Tokenizer read(String config, Function<String, InputStream> assets) {
        return read(config, assets, Workflow.PYTHON);
    }

    /** The tokenizer of a config in one of KerasHub's two workflows; see {@link #read(String, Function)}. */
    public static Tokenizer read(String config, Function<String, InputStream> assets, Workflow workflow) {
        return read(Json.object(Objects.requireNonNull(config, "config")), assets, workflow);
    }

    /**
     * The tokenizer of a config whose JSON was read into maps, lists, strings, numbers and booleans; see
     * {@link #read(String, Function)}.
     */
    public static Tokenizer read(Map<String, Object> saved, Function<String, InputStream> assets, Workflow workflow) {
        Objects.requireNonNull(assets, "assets");
        Objects.requireNonNull(workflow, "workflow");
        ConfigValues config = ConfigValues.of(Objects.requireNonNull(saved, "saved"));
        TokenizerFamily family = KnownTokenizers.family(config.className());
        Assets files = new Assets(assets);
        Tokenizer tokenizer = switch (family.kind()) {
            case WORD_PIECE -> wordPiece(config, family, files, workflow);
            case BYTE_PAIR -> bytePair(config, family, files, workflow);
            case SENTENCE_PIECE, GEMMA3, XLM_ROBERTA, DEBERTA -> sentencePiece(config, family, files, workflow);
        };
        Integer length = config.integer("sequence_length");
        config.checkAllRead();
        return length == null ? tokenizer : fixedLength(config, family, tokenizer, length, workflow);
    }

    /** KerasHub fills up with zeros, or with the padding token. */
    private static Tokenizer fixedLength(
            ConfigValues config, TokenizerFamily family, Tokenizer tokenizer, int length, Workflow workflow) {
        boolean zeros = switch (family.kind()) {
            case WORD_PIECE -> true;
            case BYTE_PAIR -> workflow == Workflow.TENSORFLOW;
            case SENTENCE_PIECE, GEMMA3, DEBERTA -> false;
            // It shifts the padding together with the tokens.
            case XLM_ROBERTA ->
                throw new UnsupportedModelException(config.className() + " with sequence_length=" + length);
        };
        if (length < 1) {
            throw new ModelException(config.className() + ": sequence_length is " + length);
        }
        int padding = zeros ? 0 : tokenizer.specialTokens().pad().orElse(0);
        return new FixedLength(tokenizer, length, padding);
    }

    private static Tokenizer wordPiece(ConfigValues config, TokenizerFamily family, Assets assets, Workflow workflow) {
        List<String> tokens = assets.read("vocabulary.txt", AssetLines::read);
        boolean lowercase = config.flag("lowercase", false);
        boolean stripAccents = config.flag("strip_accents", false);
        boolean split = config.flag("split", true);
        boolean splitOnCjk = config.flag("split_on_cjk", true);
        List<String> more = config.texts("special_tokens");
        List<String> special = new ArrayList<>();
        if (config.flag("special_tokens_in_strings", false) && split) {
            special.addAll(new LinkedHashSet<>(family.special().values()));
            special.addAll(more == null ? List.of() : more);
        }
        WordPieces pieces = new WordPieces(
                tokens,
                config.text("suffix_indicator", "##"),
                config.text("oov_token", "[UNK]"),
                new WordOptions(lowercase, stripAccents, split, splitOnCjk, workflow == Workflow.TENSORFLOW, special));
        return new WordPieceTokenizer(pieces, family.specialTokens(config.className(), pieces::id));
    }

    private static Tokenizer bytePair(ConfigValues config, TokenizerFamily family, Assets assets, Workflow workflow) {
        Map<String, Integer> ids = assets.read("vocabulary.json", Tokenizers::vocabulary);
        List<String> merges = assets.read("merges.txt", AssetLines::read);
        List<String> unsplittable = config.texts("unsplittable_tokens");
        if (unsplittable == null) {
            unsplittable = List.copyOf(new LinkedHashSet<>(family.special().values()));
        }
        BytePairs pairs = new BytePairs(ids, merges, unsplittable);
        boolean space = config.flag("add_prefix_space", false);
        SpecialTokens special = family.specialTokens(config.className(), pairs::id);
        return new BytePairTokenizer(pairs, workflow.splitting(), space, special);
    }

    private static Map<String, Integer> vocabulary(InputStream file) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        Json.object(file).forEach((token, id) -> {
            if (!(id instanceof Integer number) || number < 0) {
                throw new ModelException("vocabulary.json: the id of '" + token + "' is " + id);
            }
            ids.put(token, number);
        });
        return ids;
    }

    private static Tokenizer sentencePiece(
            ConfigValues config, TokenizerFamily family, Assets assets, Workflow workflow) {
        byte[] file = assets.read("vocabulary.spm", InputStream::readAllBytes);
        SentencePieces pieces = new SentencePieces(file, workflow == Workflow.TENSORFLOW);
        boolean start = config.flag("add_bos", false);
        boolean end = config.flag("add_eos", false);
        if (family.kind() == TokenizerFamily.Kind.XLM_ROBERTA) {
            return new XlmRobertaTokenizer(pieces, start, end);
        }
        TokenizerFamily known = family.kind() == TokenizerFamily.Kind.GEMMA3 && config.flag("has_vision_tokens", true)
                ? family.with(IMAGE_TOKENS)
                : family;
        SpecialTokens special = known.specialTokens(config.className(), token -> {
            int id = pieces.id(token);
            return pieces.piece(id).equals(token) ? id : null;
        });
        SentencePieceTokenizer tokenizer = new SentencePieceTokenizer(pieces, start, end, special);
        return family.kind() == TokenizerFamily.Kind.DEBERTA ? DebertaTokenizer.of(tokenizer) : tokenizer;
    }

    /** The files of a tokenizer. */
    record Assets(Function<String, InputStream> files) {
        /** What reads a file. */
        interface Reader<T> {
            T read(InputStream file) throws IOException;
        }

        <T> T read(String name, Reader<T> reader) {
            try (InputStream file = files.apply(name)) {
                if (file == null) {
                    throw new ModelException("the tokenizer's file " + name + " is missing");
                }
                return reader.read(file);
            } catch (IOException e) {
                throw new ModelException("the tokenizer's file " + name + " cannot be read: " + e.getMessage(), e);
            }
        }
    }
}
