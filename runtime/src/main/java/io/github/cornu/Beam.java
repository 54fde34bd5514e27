package io.github.cornu;

import java.util.Arrays;
import java.util.Objects;

/**
 * A sequence that {@link Generation#beams} found. Immutable: the tokens are copied.
 *
 * <pre>{@code
 * for (Beam beam : Generation.beams(session, prompt, 20, 4, end)) {
 *     System.out.println(beam.logProbability() + " " + Arrays.toString(beam.tokens()));
 * }
 * }</pre>
 *
 * @param tokens those after the prompt, at least one; with the token that ended it, if one did
 * @param logProbability the sum of the natural logarithms of their probabilities, each after those before it; at most 0
 *     but for rounding
 */
public record Beam(int[] tokens, double logProbability) {
    public Beam {
        Objects.requireNonNull(tokens, "tokens");
        tokens = tokens.clone();
    }

    @Override
    public int[] tokens() {
        return tokens.clone();
    }

    int last() {
        return tokens[tokens.length - 1];
    }

    Beam with(int token, double logarithm) {
        int[] longer = Arrays.copyOf(tokens, tokens.length + 1);
        longer[tokens.length] = token;
        return new Beam(longer, logProbability + logarithm);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Beam beam
                && Arrays.equals(tokens, beam.tokens)
                && Double.compare(logProbability, beam.logProbability) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tokens) + Double.hashCode(logProbability);
    }

    @Override
    public String toString() {
        return logProbability + " " + Arrays.toString(tokens);
    }
}
