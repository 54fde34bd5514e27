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
     * The weights of the input elements for one output element.
     *
     * @param i the output element
     * @param input how many elements there are
     * @param output how many there will be
     * @param antialias whether the kernel is made wider where there will be fewer
     */
    Span span(int i, int input, int output, boolean antialias) {
        if (kernel == null) {
            return this == NEAREST ? nearest(i, input, output) : area(i, input, output);
        }
        double scale = (double) input / output;
        double width = antialias ? Math.max(1, scale) : 1;
        double position = position(i, input, output);
        int first = Math.max(0, (int) Math.floor(position - radius * width) + 1);
        int last = Math.min(input - 1, (int) Math.ceil(position + radius * width) - 1);
        double[] weights = new double[last - first + 1];
        double total = 0;
        for (int k = first; k <= last; k++) {
            double distance = Math.abs(position - k) / width;
            boolean inSteps = this == BICUBIC && !antialias;
            weights[k - first] = kernel.applyAsDouble(inSteps ? Math.rint(distance * STEPS) / STEPS : distance);
            total += weights[k - first];
        }
        float[] normalized = new float[weights.length];
        for (int k = 0; k < weights.length; k++) {
            normalized[k] = (float) (weights[k] / total);
        }
        return new Span(first, normalized);
    }

    /** Where a new element lies among the old ones. */
    private double position(int i, int input, int output) {
        return switch (this) {
            case BILINEAR_CORNERS -> output == 1 ? 0 : (double) i * (input - 1) / (output - 1);
            case BILINEAR_LEGACY -> (double) i * input / output;
            default -> (i + 0.5) * input / output - 0.5;
        };
    }

    private static Span nearest(int i, int input, int output) {
        float scale = (float) input / output;
        int nearest = (int) Math.floor((i + 0.5f) * scale);
        return new Span(Math.min(nearest, input - 1), new float[] {1f});
    }

    private static Span area(int i, int input, int output) {
        double start = (double) i * input / output;
        double end = (i + 1.0) * input / output;
        int first = (int) Math.floor(start);
        int last = Math.min(input, (int) Math.ceil(end)) - 1;
        float[] weights = new float[last - first + 1];
        for (int k = first; k <= last; k++) {
            weights[k - first] = (float) ((Math.min(end, k + 1.0) - Math.max(start, k)) / (end - start));
        }
        return new Span(first, weights);
    }

    private static double lanczos(double x, double radius) {
        if (x < 1e-3) {
            return 1;
        }
        return radius
                * StrictMath.sin(Math.PI * x)
                * StrictMath.sin(Math.PI * x / radius)
                / (Math.PI * Math.PI * x * x);
    }
}
