package io.github.cornu.op.image;

import java.util.function.DoubleUnaryOperator;

/**
 * How {@link Resample} computes elements between those there are. Pixel centers lie at halves, as TensorFlow 2 has it.
 */
public enum Sampling {
    /** Linear interpolation between the two nearest. */
    BILINEAR(1f, x -> 1 - x),
    /** Keys' cubic with a = -1/2. */
    BICUBIC(2f, x -> x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2),
    /** A windowed sinc over three elements on each side. */
    LANCZOS3(3f, x -> lanczos(x, 3)),
    /** A windowed sinc over five elements on each side. */
    LANCZOS5(5f, x -> lanczos(x, 5)),
    /** A Gaussian with a standard deviation of 1/2. */
    GAUSSIAN(1.5f, x -> StrictMath.exp(-x * x / (2 * 0.5 * 0.5))),
    /** Mitchell and Netravali's cubic with B = C = 1/3. */
    MITCHELLCUBIC(
            2f, x -> x < 1 ? ((7 * x / 6 - 2) * x) * x + 16.0 / 18 : ((-7 * x / 18 + 2) * x - 10.0 / 3) * x + 16.0 / 9),
    /** As {@link #BILINEAR}, but the outermost old and new elements lie at the same place: {@code align_corners}. */
    BILINEAR_CORNERS(1f, x -> 1 - x),
    /** As {@link #BILINEAR}, but the first old and new elements lie at the same place, as TensorFlow 1 has it. */
    BILINEAR_LEGACY(1f, x -> 1 - x),
    /** The nearest element. */
    NEAREST(0f, null),
    /** The average over the area that the new element covers. */
    AREA(0f, null);

    /**
     * Weights of neighbours, adding up to 1.
     *
     * @param first the element that the first weight is for
     */
    record Span(int first, float[] weights) {}

    /** TensorFlow takes distances in its bicubic filter from a table of so many steps, unless it is made wider. */
    private static final int STEPS = 1024;

    private final float radius;
    /** The weight of an element at a distance below the radius; null of those that have none. */
    private final DoubleUnaryOperator kernel;

    Sampling(float radius, DoubleUnaryOperator kernel) {
        this.radius = radius;
        this.kernel = kernel;
    }

    /**
     * The weights of the input elements for one output element. Places are computed in float, as TensorFlow does: of
     * long axes they are off by more than what else is lost, and at the end of a kernel they decide what counts.
     *
     * @param i the output element
     * @param input how many elements there are
     * @param output how many there will be
     * @param antialias whether the kernel is made wider where there will be fewer
     */
    Span span(int i, int input, int output, boolean antialias) {
        float step = (float) input / output;
        return switch (this) {
            case NEAREST -> one(Math.min((int) Math.floor((i + 0.5f) * step), input - 1));
            case AREA -> area(i, input, step);
            case BILINEAR -> antialias ? filtered(i, input, output, true) : linear((i + 0.5f) * step - 0.5f, input);
            case BILINEAR_LEGACY -> linear(i * step, input);
            case BILINEAR_CORNERS -> linear(output == 1 ? 0 : i * ((float) (input - 1) / (output - 1)), input);
            case BICUBIC -> antialias ? filtered(i, input, output, true) : cubic((i + 0.5f) * step - 0.5f, input);
            default -> filtered(i, input, output, antialias);
        };
    }

    private static Span one(int element) {
        return new Span(element, new float[] {1f});
    }

    private static Span linear(float place, int input) {
        float before = (float) Math.floor(place);
        int first = Math.max(0, (int) before);
        int last = Math.min(input - 1, (int) Math.ceil(place));
        float share = place - before;
        return first >= last ? one(last) : new Span(first, new float[] {1f - share, share});
    }

    private Span cubic(float place, int input) {
        int before = (int) Math.floor(place);
        int steps = (int) Math.rint((place - before) * STEPS);
        int first = Math.max(0, before - 1);
        int last = Math.min(input - 1, before + 2);
        double[] weights = new double[last - first + 1];
        for (int k = first; k <= last; k++) {
            weights[k - first] = kernel.applyAsDouble(Math.abs(steps / (double) STEPS + before - k));
        }
        return normalized(first, weights);
    }

    private Span filtered(int i, int input, int output, boolean antialias) {
        float step = 1f / ((float) output / input);
        float width = antialias ? Math.max(step, 1f) : 1f;
        float shrink = 1f / width;
        float place = (i + 0.5f) * step;
        int first = Math.max(0, (int) Math.ceil(place - radius * width - 0.5f));
        int last = Math.min(input - 1, (int) Math.floor(place + radius * width - 0.5f));
        double[] weights = new double[last - first + 1];
        for (int k = first; k <= last; k++) {
            float distance = Math.abs((k + 0.5f - place) * shrink);
            weights[k - first] = distance < radius ? kernel.applyAsDouble(distance) : 0;
        }
        return normalized(first, weights);
    }

    private static Span normalized(int first, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        float[] normalized = new float[weights.length];
        for (int k = 0; k < weights.length; k++) {
            normalized[k] = (float) (weights[k] / total);
        }
        return new Span(first, normalized);
    }

    private static Span area(int i, int input, float step) {
        float start = i * step;
        float end = (i + 1) * step;
        int first = (int) Math.floor(start);
        int last = (int) Math.ceil(end) - 1;
        // Where the end is rounded up, what is beyond the last element counts as the last one.
        float[] weights = new float[Math.min(last, input - 1) - first + 1];
        for (int k = first; k <= last; k++) {
            boolean endsInside = k + 1 > end;
            float covered = k < start ? (endsInside ? step : k + 1 - start) : endsInside ? end - k : 1f;
            weights[Math.min(k, input - 1) - first] += covered / step;
        }
        return new Span(first, weights);
    }

    private static double lanczos(double x, double radius) {
        if (x <= 1e-3) {
            return 1;
        }
        return radius
                * StrictMath.sin(Math.PI * x)
                * StrictMath.sin(Math.PI * x / radius)
                / (Math.PI * Math.PI * x * x);
    }
}
