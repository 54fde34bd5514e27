package io.github.cornu.layers;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Labels from the outputs of a model that was trained with connectionist temporal classification (Graves et al., 2006),
 * as {@code keras.backend.ctc_decode} gives them. The last class is the blank. Safe for any number of threads.
 *
 * <pre>{@code
 * Tensor probabilities = ocr.run(images); // (batch, time, classes)
 * for (CtcDecoder.Decoded word : CtcDecoder.beam(probabilities, 100, false)) {
 *     System.out.println(word.labels() + " " + Math.exp(word.logProbability()));
 * }
 * }</pre>
 */
public final class CtcDecoder {
    /** What Keras adds to a probability before it takes the logarithm. */
    private static final double EPSILON = 1e-7;

    private CtcDecoder() {}

    /**
     * The labels of one sample.
     *
     * @param labels without blanks
     * @param logProbability the natural logarithm of their probability: of the best path of {@link #greedy}, of all
     *     paths in the beam of {@link #beam}
     */
    public record Decoded(List<Integer> labels, double logProbability) {
        public Decoded {
            labels = List.copyOf(labels);
        }
    }

    /**
     * The most likely class of each step; equal neighbours count once, blanks not at all.
     *
     * @param probabilities shape (batch, time, classes), each row a softmax
     * @throws IllegalArgumentException if the shape is another
     */
    public static List<Decoded> greedy(Tensor probabilities) {
        check(probabilities);
        int time = probabilities.shape().length(1);
        int classes = probabilities.shape().length(2);
        List<Decoded> decoded = new ArrayList<>();
        for (int b = 0; b < probabilities.shape().length(0); b++) {
            List<Integer> labels = new ArrayList<>();
            double sum = 0;
            int before = -1;
            for (int t = 0; t < time; t++) {
                int best = best(probabilities.data(), (b * time + t) * classes, classes);
                sum += log(probabilities.data()[(b * time + t) * classes + best]);
                if (best != before && best != classes - 1) {
                    labels.add(best);
                }
                before = best;
            }
            decoded.add(new Decoded(labels, sum));
        }
        return decoded;
    }

    /**
     * The most likely labels of those that are among the best at each step.
     *
     * @param probabilities shape (batch, time, classes), each row a softmax
     * @param width how many are kept at each step; Keras's default is 100
     * @param mergeRepeated whether equal neighbours in the result become one, so that a word with two equal letters
     *     loses one: {@code keras.backend.ctc_decode} does so
     * @throws IllegalArgumentException if the shape is another, or the width below 1
     */
    public static List<Decoded> beam(Tensor probabilities, int width, boolean mergeRepeated) {
        check(probabilities);
        if (width < 1) {
            throw new IllegalArgumentException("a beam of width " + width);
        }
        int time = probabilities.shape().length(1);
        int classes = probabilities.shape().length(2);
        List<Decoded> decoded = new ArrayList<>();
        for (int b = 0; b < probabilities.shape().length(0); b++) {
            CtcBeam beam = new CtcBeam(classes, width);
            for (int t = 0; t < time; t++) {
                beam.step(normalized(probabilities.data(), (b * time + t) * classes, classes));
            }
            Decoded best = beam.best();
            decoded.add(mergeRepeated ? new Decoded(merged(best.labels()), best.logProbability()) : best);
        }
        return decoded;
    }

    private static List<Integer> merged(List<Integer> labels) {
        return IntStream.range(0, labels.size())
                .filter(i -> i == 0 || !labels.get(i).equals(labels.get(i - 1)))
                .mapToObj(labels::get)
                .toList();
    }

    private static void check(Tensor probabilities) {
        Shape shape = Objects.requireNonNull(probabilities, "probabilities").shape();
        if (shape.rank() != 3 || shape.length(2) < 2) {
            throw new IllegalArgumentException("expected probabilities of shape (batch, time, classes), got " + shape);
        }
    }

    private static int best(float[] x, int offset, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            best = x[offset + i] > x[offset + best] ? i : best;
        }
        return best;
    }

    private static double log(double probability) {
        return StrictMath.log(probability + EPSILON);
    }

    /** The logarithms of a row, whose exponentials add up to 1. */
    private static double[] normalized(float[] x, int offset, int classes) {
        double[] logs = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += x[offset + i] + EPSILON;
        }
        for (int i = 0; i < classes; i++) {
            logs[i] = log(x[offset + i]) - StrictMath.log(sum);
        }
        return logs;
    }
}
