package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Fourier transforms as products of matrices, whose elements are computed in double, and what goes with them. */
public final class Fourier {
    /** The matrices grow with the square of it. */
    public static final int MAX_LENGTH = 4096;

    private Fourier() {}

    /**
     * Checks the length of a transform.
     *
     * @throws UnsupportedModelException if its matrix would be too large
     */
    public static int checked(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a Fourier transform of length " + length);
        }
        if (length > MAX_LENGTH) {
            throw new UnsupportedModelException("a Fourier transform of a length above " + MAX_LENGTH);
        }
        return length;
    }

    /** The smallest power of two that is no less. */
    public static int powerOfTwo(int length) {
        return length == 1 ? 1 : 2 * Integer.highestOneBit(length - 1);
    }

    /** The function of 2 pi i / length, for each i. */
    public static double[] circle(int length, DoubleUnaryOperator wave) {
        double[] circle = new double[length];
        for (int i = 0; i < length; i++) {
            circle[i] = wave.applyAsDouble(2 * StrictMath.PI * i / length);
        }
        return circle;
    }

    /**
     * The window of that name in TensorFlow.
     *
     * @param name or null: none, which is as long as a frame, however long a window would be
     */
    public static float[] window(String name, int length, int frame) {
        if (name == null) {
            return ones(frame);
        }
        return switch (name) {
            case "hann" -> raisedCosine(length, 0.5);
            case "hamming" -> raisedCosine(length, 0.54);
            default -> throw new IllegalArgumentException("unknown window '" + name + "'");
        };
    }

    /** A window of ones. */
    public static float[] ones(int length) {
        float[] ones = new float[length];
        Arrays.fill(ones, 1f);
        return ones;
    }

    /** TensorFlow makes it periodic only where the length is even. */
    private static float[] raisedCosine(int length, double mean) {
        float[] values = new float[length];
        int period = length % 2 == 0 ? length : length - 1;
        for (int i = 0; i < length; i++) {
            values[i] = length == 1 ? 1f : (float) (mean - (1 - mean) * StrictMath.cos(2 * StrictMath.PI * i / period));
        }
        return values;
    }

    /**
     * The kernel of a convolution that transforms frames: (length, 1, frequencies).
     *
     * @param window in the middle of a frame
     * @param wave the cosine, or the sine with its sign
     */
    public static ComputedWeight ofFrames(int length, float[] window, DoubleUnaryOperator wave) {
        int frequencies = length / 2 + 1;
        return new ComputedWeight(Shape.of(length, 1, frequencies), () -> {
            double[] circle = circle(length, wave);
            float[] kernel = new float[length * frequencies];
            int before = (length - window.length) / 2;
            for (int i = 0; i < window.length; i++) {
                int step = before + i;
                for (int k = 0; k < frequencies; k++) {
                    kernel[step * frequencies + k] = (float) (window[i] * circle[step * k % length]);
                }
            }
            return kernel;
        });
    }

    /** (batch, time, …) with steps before the first and after the last one, mirrored. */
    public static Value reflected(Lowering g, Value x, int count) {
        int length = x.shape().length(1);
        if (length != Shape.FREE && length <= count) {
            throw new IllegalArgumentException("expected more than " + count + " steps, got " + length);
        }
        if (count == 0) {
            return x;
        }
        Value before = g.add(new Reverse(1), g.add(new Slice(1, 1, count + 1, 1), x));
        Value after = g.add(new Reverse(1), g.add(new Slice(1, -count - 1, -1, 1), x));
        return g.add(new Concatenate(1), before, x, after);
    }
}
