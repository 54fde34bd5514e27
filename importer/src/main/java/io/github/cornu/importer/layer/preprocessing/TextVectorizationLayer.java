package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.ObjectConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.text.EditText;
import io.github.cornu.op.text.Tokenize;
import java.util.List;
import java.util.stream.IntStream;

/** {@code keras.layers.TextVectorization}: texts to indices of their words, or counts of them. */
public final class TextVectorizationLayer extends TextLayer {
    private static final String LOWER = "lower";
    private static final String STRIP = "strip_punctuation";
    private static final String BOTH = "lower_and_strip_punctuation";
    /** That of ASCII. */
    private static final String PUNCTUATION = "[!-/:-@\\[-`{-~]";

    private final String standardize;
    private final Tokenize.Split split;
    /** What a user has written in Java for these; null if they are Keras's own. */
    private final JavaTexts ownStandardize;

    private final JavaTexts ownSplit;

    /** Far above all that makes sense. */
    private static final int MAX_NGRAM = 1000;

    private final List<Integer> ngrams;
    private final int length;
    private final boolean indices;
    private final Vocabulary<String> vocabulary;

    public TextVectorizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        ownStandardize = own(config, factory, "standardize");
        ownSplit = own(config, factory, "split");
        standardize = ownStandardize == null ? function(config, "standardize", List.of(LOWER, STRIP, BOTH)) : "";
        split = ownSplit == null ? split(config) : Tokenize.Split.UNIT_SEPARATOR;
        List<Integer> sizes = config.integerList("ngrams");
        for (int size : sizes) {
            if (size < 1 || size > MAX_NGRAM) {
                throw new IllegalArgumentException("n-grams of " + size + " words");
            }
        }
        boolean upTo = config.isNumber("ngrams");
        ngrams = sizes.isEmpty()
                ? List.of(1)
                : upTo ? IntStream.rangeClosed(1, sizes.get(0)).boxed().toList() : sizes;
        indices = TokenEncoding.read(config, "int") == TokenEncoding.INT;
        length = config.integer("output_sequence_length", 0);
        if (config.bool("ragged", false)) {
            throw new UnsupportedModelException(
                    "ragged=True gives rows of different lengths; without it they are padded with zeros");
        }
        vocabulary = readVocabulary("", "[UNK]", 1);
    }

    private static JavaTexts own(LayerConfig config, LayerFactory factory, String key) {
        ObjectConfig object = config.object(key);
        JavaTexts own = object == null ? null : factory.custom().texts(object.name());
        if (own != null && own.splits() != key.equals("split")) {
            throw new IllegalArgumentException("'" + key + "' is '" + object.name() + "', which makes "
                    + (own.splits() ? "tokens" : "a text") + " in Java");
        }
        return own;
    }

    private static Tokenize.Split split(LayerConfig config) {
        return switch (function(config, "split", List.of("whitespace", "character"))) {
            case "whitespace" -> Tokenize.Split.WHITESPACE;
            case "character" -> Tokenize.Split.CHARACTER;
            default -> Tokenize.Split.NONE;
        };
    }

    /** The name of one of Keras's functions; empty for none. */
    private static String function(LayerConfig config, String key, List<String> known) {
        ObjectConfig object = config.object(key);
        if (object == null) {
            return "";
        }
        if (!known.contains(object.name())) {
            String function = object.name();
            throw new UnsupportedModelException("'" + key + "' is the function '" + function
                    + "' in Python; write it in Java with CustomObjects.registerTexts(\"" + function + "\", …)");
        }
        return object.name();
    }

    @Override
    Vocabulary<String> vocabulary() {
        return vocabulary;
    }

    @Override
    Value lookUp(Lowering g, Value texts) {
        int rank = texts.shape().rank();
        boolean flat = split == Tokenize.Split.NONE && rank == 2;
        if (flat && (!ngrams.equals(List.of(1)) || length > 0)) {
            throw new UnsupportedModelException("texts without a split, each of another sample, joined");
        }
        if (split != Tokenize.Split.NONE && rank > 2 && texts.shape().length(rank - 2) != 1) {
            throw new IllegalArgumentException("texts to split have a last axis of 1, got the shape "
                    + texts.shape().axes(0, rank - 1));
        }
        boolean longest = indices && length == 0 && split != Tokenize.Split.NONE;
        if (longest && !g.isInputText(texts)) {
            throw new UnsupportedModelException(
                    "an output as long as the longest of texts that are no input of the model; "
                            + "give it an output_sequence_length");
        }
        boolean lower = standardize.equals(LOWER) || standardize.equals(BOTH);
        boolean strip = standardize.equals(STRIP) || standardize.equals(BOTH);
        boolean plain = ownSplit == null;
        Tokenize tokenize = new Tokenize(
                table(),
                lower && plain,
                strip && plain,
                split,
                ngrams,
                vocabulary.firstUnknown(),
                longest ? Tokenize.LONGEST : length,
                vocabulary.maskIndex());
        boolean single = split != Tokenize.Split.NONE && rank > 2;
        Value given = single ? g.add(Reshape.squeeze(rank - 2), texts) : texts;
        Value numbers = g.add(tokenize, edited(g, given, lower, strip));
        return flat ? g.add(Reshape.squeeze(1), numbers) : numbers;
    }

    /** What Java functions make of texts; a split gets what Keras has standardized before. */
    private Value edited(Lowering g, Value texts, boolean lower, boolean strip) {
        Value y = ownStandardize == null ? texts : g.add(ownStandardize, texts);
        if (ownSplit == null) {
            return y;
        }
        y = lower ? g.add(EditText.of(EditText.Edit.LOWER_ASCII), y) : y;
        y = strip ? g.add(new EditText(EditText.Edit.REPLACE_ALL, PUNCTUATION, ""), y) : y;
        return g.add(ownSplit, y);
    }
}
