package io.github.cornu.op.custom;

import io.github.cornu.op.text.TextToText;
import io.github.cornu.op.text.Tokenize;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a user of the library wrote in Java for texts: {@code standardize} or {@code split} of {@code
 * keras.layers.TextVectorization}.
 *
 * <p>All sessions of a model call it, many threads at once, for one text after the other, and perhaps twice for a
 * text, of which it must make the same. What it makes may have four times as many characters, and {@value #MORE} more.
 *
 * @param body makes a text of a text; of a split the tokens, with {@link Tokenize#SEPARATOR} behind each
 * @param splits whether it makes tokens
 * @param named what {@code .cornu} files have of it; null if it is not from {@link JavaFunctions}
 */
public record JavaTexts(UnaryOperator<String> body, boolean splits, NamedFunction named) implements TextToText {
    private static final int TIMES = 4;
    static final int MORE = 64;

    public JavaTexts {
        Objects.requireNonNull(body, "body");
    }

    /** A function that makes another text of a text. */
    public static JavaTexts of(UnaryOperator<String> function) {
        return new JavaTexts(Objects.requireNonNull(function, "function"), false, null);
    }

    /** A function that cuts a text into tokens. */
    public static JavaTexts splitting(Function<String, List<String>> function) {
        Objects.requireNonNull(function, "function");
        return new JavaTexts(text -> joined(function.apply(text)), true, null);
    }

    private static String joined(List<String> tokens) {
        StringBuilder text = new StringBuilder();
        for (String token : tokens) {
            if (token.indexOf(Tokenize.SEPARATOR) >= 0) {
                throw new IllegalArgumentException("it gave a token with the character U+001F");
            }
            text.append(token).append(Tokenize.SEPARATOR);
        }
        return text.toString();
    }

    JavaTexts from(NamedFunction origin) {
        return new JavaTexts(body, splits, origin);
    }

    @Override
    public List<Weight> weights() {
        return named == null ? List.of() : named.weights();
    }

    @Override
    public int width(int width) {
        return Math.addExact(Math.multiplyExact(TIMES, width), MORE);
    }

    @Override
    public UnaryOperator<String> editor() {
        return text -> {
            try {
                return Objects.requireNonNull(body.apply(text), "it gave null");
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("its Java function failed: " + e, e);
            }
        };
    }
}
