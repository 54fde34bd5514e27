package io.github.cornu;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Linear;
import io.github.cornu.op.element.Elementwise;
import java.util.Arrays;
import java.util.Random;

/** Chooses tokens from the outputs of a model as a {@link Sampling} says. For one sequence. */
final class TokenChooser {
    /** What the sum of probabilities may differ from 1, where they have been rounded to 8 bits. */
    private static final double ROUNDING = 0.01;

    private final Sampling sampling;
    private final boolean probabilities;
    private final Random random;
    private double[] weights = {};
    /** Tokens in the order in which they are drawn from, each in the lowest 32 bits. */
    private long[] order = {};

    /** @param probabilities whether the outputs are known to be these; if not, their numbers tell */
    TokenChooser(Sampling sampling, boolean probabilities, long seed) {
        this.sampling = sampling;
        this.probabilities = probabilities;
        this.random = new Random(seed);
    }

    /**
     * Whether outputs are probabilities: those of a softmax, and what is made of such, as an average or by rounding to
     * half precision, which is told by the numbers.
     */
    private static boolean areProbabilities(boolean known, float[] outputs, int at, int tokens) {
        double total = 0;
        for (int i = at; i < at + tokens && !known; i++) {
            if (!(outputs[i] >= 0f)) {
                return false;
            }
            total += outputs[i];
        }
        return known || Math.abs(total - 1) <= ROUNDING;
    }

    /** Whether the last operation of a model's first output is a softmax. */
    static boolean givesProbabilities(Model model) {
        Graph graph = model.program().graph();
        int value = graph.outputs().get(0).value();
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (!node.outputs().contains(value)) {
                continue;
            }
            if (!node.op().isView()) {
                Activation last = node.op() instanceof Elementwise elementwise
                        ? elementwise.activation()
                        : node.op() instanceof Linear linear ? linear.activation() : Activation.LINEAR;
                return last.equals(Activation.SOFTMAX);
            }
            value = node.inputs().get(0);
        }
        return false;
    }

    /**
     * The next token.
     *
     * @param outputs of the model, of all {@code tokens} from {@code at} on
     * @throws ModelException if one of them is no number
     */
    int choose(float[] outputs, int at, int tokens) {
        int largest = largest(outputs, at, tokens);
        if (!sampling.isRandom()) {
            return largest;
        }
        if (weights.length < tokens) {
            weights = new double[tokens];
            order = new long[tokens];
        }
        boolean given = areProbabilities(probabilities, outputs, at, tokens);
        for (int i = 0; i < tokens; i++) {
            weights[i] = weight(given, outputs[at + i], outputs[at + largest]);
        }
        boolean some = sampling.topK() > 0 && sampling.topK() < tokens || sampling.topP() < 1;
        return drawn(some ? likeliest(outputs, at, tokens) : all(tokens));
    }

    private static int largest(float[] outputs, int at, int tokens) {
        int largest = 0;
        for (int i = 0; i < tokens; i++) {
            if (Float.isNaN(outputs[at + i])) {
                throw new ModelException("the model gives NaN for token " + i);
            }
            largest = outputs[at + i] > outputs[at + largest] ? i : largest;
        }
        return largest;
    }

    private double weight(boolean given, float output, float largest) {
        return given
                ? StrictMath.pow(output / (double) largest, 1 / sampling.temperature())
                : StrictMath.exp(((double) output - largest) / sampling.temperature());
    }

    /** Draws from the first {@code count} tokens in order. */
    private int drawn(int count) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[(int) order[i]];
        }
        double rest = random.nextDouble() * total;
        int place = 0;
        while (place < count - 1 && rest >= weights[(int) order[place]]) {
            rest -= weights[(int) order[place++]];
        }
        return (int) order[place];
    }

    /** Puts all tokens in the order of their numbers. */
    private int all(int tokens) {
        for (int i = 0; i < tokens; i++) {
            order[i] = i;
        }
        return tokens;
    }

    /** Puts the likeliest tokens first; returns how many may be drawn. */
    private int likeliest(float[] outputs, int at, int tokens) {
        sort(outputs, at, tokens);
        int count = sampling.topK() > 0 ? Math.min(sampling.topK(), tokens) : tokens;
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[(int) order[i]];
        }
        double wanted = sampling.topP() < 1 ? total * sampling.topP() : total;
        double kept = 0;
        int end = 0;
        while (end < count && (end == 0 || kept < wanted)) {
            kept += weights[(int) order[end++]];
        }
        return end;
    }

    /** Puts the tokens in order; of equal ones the first comes first. */
    private void sort(float[] outputs, int at, int tokens) {
        for (int i = 0; i < tokens; i++) {
            int bits = Float.floatToIntBits(0f - outputs[at + i]);
            // Ordered as numbers are, those below 0 too.
            order[i] = (long) (bits < 0 ? bits ^ Integer.MAX_VALUE : bits) << Integer.SIZE | i;
        }
        Arrays.sort(order, 0, tokens);
    }

    /** The logarithms of the probabilities of all tokens. */
    static void logarithms(boolean known, float[] outputs, int at, int tokens, double[] logs) {
        boolean probabilities = areProbabilities(known, outputs, at, tokens);
        float largest = outputs[at + largest(outputs, at, tokens)];
        double total = 0;
        for (int i = 0; i < tokens && !probabilities; i++) {
            total += StrictMath.exp((double) outputs[at + i] - largest);
        }
        double shift = largest + StrictMath.log(total);
        for (int i = 0; i < tokens; i++) {
            logs[i] = probabilities ? StrictMath.log(outputs[at + i]) : outputs[at + i] - shift;
        }
    }
}
