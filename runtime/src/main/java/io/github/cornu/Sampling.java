package io.github.cornu;

/**
 * How {@link Generation#tokens} chooses the next token from what a model says of all: the likeliest one, or one that is
 * drawn. Immutable: each method returns another one.
 *
 * <pre>{@code
 * int[] text = Generation.tokens(session, prompt, 100, Sampling.random(seed).withTemperature(0.8).withTopK(40));
 * }</pre>
 *
 * <p>The outputs of a model are probabilities where its last operation is a softmax, else logits, whose softmax the
 * probabilities are. All is computed in double precision, in one order: equal seeds give equal tokens on every machine.
 */
public final class Sampling {
    /** No token ends a sequence. */
    public static final int NO_END = -1;

    private static final Sampling GREEDY = new Sampling(false, 0, 1, 0, 1, NO_END);

    private final boolean random;
    private final long seed;
    private final double temperature;
    private final int topK;
    private final double topP;
    private final int end;

    private Sampling(boolean random, long seed, double temperature, int topK, double topP, int end) {
        this.random = random;
        this.seed = seed;
        this.temperature = temperature;
        this.topK = topK;
        this.topP = topP;
        this.end = end;
    }

    /** Always the likeliest token, of equal ones the first. */
    public static Sampling greedy() {
        return GREEDY;
    }

    /** A token drawn by its probability. */
    public static Sampling random(long seed) {
        return new Sampling(true, seed, 1, 0, 1, NO_END);
    }

    /**
     * Draws from probabilities to the power of 1 / {@code value}: below 1 makes likely tokens likelier, above 1 evens
     * them out.
     *
     * @throws IllegalArgumentException if it is not above 0, or nothing is drawn
     */
    public Sampling withTemperature(double value) {
        require(value > 0 && value <= Double.MAX_VALUE, "a temperature of " + value);
        return new Sampling(random, seed, value, topK, topP, end);
    }

    /**
     * Draws from the {@code count} likeliest tokens only.
     *
     * @throws IllegalArgumentException if it is not positive, or nothing is drawn
     */
    public Sampling withTopK(int count) {
        require(count > 0, "the likeliest " + count + " tokens");
        return new Sampling(random, seed, temperature, count, topP, end);
    }

    /**
     * Draws from the likeliest tokens only, as many as have that probability together (Holtzman et al., 2020), after
     * {@link #withTemperature} and {@link #withTopK}.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most 1, or nothing is drawn
     */
    public Sampling withTopP(double probability) {
        require(probability > 0 && probability <= 1, "tokens of a probability of " + probability);
        return new Sampling(random, seed, temperature, topK, probability, end);
    }

    private void require(boolean fits, String what) {
        if (!random) {
            throw new IllegalArgumentException("the likeliest token is always taken: draw with Sampling.random");
        }
        if (!fits) {
            throw new IllegalArgumentException("cannot draw from " + what);
        }
    }

    /** Ends after that token, which is the last one then; {@link #NO_END}: after none. */
    public Sampling withEnd(int token) {
        return new Sampling(random, seed, temperature, topK, topP, token);
    }

    /** The token that ends a sequence, or {@link #NO_END}. */
    public int end() {
        return end;
    }

    boolean isRandom() {
        return random;
    }

    long seed() {
        return seed;
    }

    double temperature() {
        return temperature;
    }

    /** 0: all. */
    int topK() {
        return topK;
    }

    double topP() {
        return topP;
    }

    @Override
    public String toString() {
        String ends = end == NO_END ? "" : ", end " + end;
        return random
                ? "random, seed " + seed + ", temperature " + temperature + ", top k " + (topK == 0 ? "all" : topK)
                        + ", top p " + topP + ends
                : "greedy" + ends;
    }
}
