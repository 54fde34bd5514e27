package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.Locale;

/**
 * The function that a layer applies to its result: of each element alone, or of each row (the last axis).
 *
 * @param row what is done with a row; {@link Row#ELEMENTS} for functions of each element alone
 * @param function the function of each element, {@link Unary#LINEAR} for functions of rows
 * @param a first parameter of the function
 * @param b second parameter
 * @param c third parameter
 * @param slopes of {@link Row#SLOPES} what negative elements are multiplied by, one number for each element of a row,
 *     or of several rows; else null
 */
public record Activation(Row row, Unary function, float a, float b, float c, Weight slopes) implements Weighted {
    public Activation {
        if ((row == Row.SLOPES) != (slopes != null)
                || slopes != null && slopes.shape().size() == 0) {
            throw new IllegalArgumentException("an activation with slopes " + slopes + " for " + row);
        }
        slopes = slopes == null ? null : new Held(slopes);
    }

    /** Functions of rows. */
    public enum Row {
        /** None: the function of each element. */
        ELEMENTS,
        /** e^(x - max) divided by its sum. */
        SOFTMAX,
        /** x - max - ln(sum of e^(x - max)). */
        LOG_SOFTMAX,
        /** As Keras 3 computes it. */
        SPARSEMAX,
        /** Negative elements times a slope for each place. */
        SLOPES
    }

    /** Slopes that are in memory once they were read, since each call needs them. */
    private static final class Held implements Weight {
        private final Weight stored;
        private volatile float[] values;

        Held(Weight stored) {
            this.stored = stored;
        }

        @Override
        public Shape shape() {
            return stored.shape();
        }

        @Override
        public float[] read() {
            float[] known = values;
            if (known == null) {
                known = stored.read();
                values = known;
            }
            return known;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Held held && stored.equals(held.stored);
        }

        @Override
        public int hashCode() {
            return stored.hashCode();
        }
    }

    /** The identity. */
    public static final Activation LINEAR = of(Unary.LINEAR);

    /** Softmax along the last axis. */
    public static final Activation SOFTMAX = new Activation(Row.SOFTMAX, Unary.LINEAR, 0f, 0f, 0f, null);

    /** Logarithm of softmax along the last axis. */
    public static final Activation LOG_SOFTMAX = new Activation(Row.LOG_SOFTMAX, Unary.LINEAR, 0f, 0f, 0f, null);

    /** Sparsemax along the last axis. */
    public static final Activation SPARSEMAX = new Activation(Row.SPARSEMAX, Unary.LINEAR, 0f, 0f, 0f, null);

    /** A function without parameters. */
    public static Activation of(Unary function) {
        return of(function, 0f, 0f, 0f);
    }

    /** A function with up to three parameters, as {@link Unary} says. */
    public static Activation of(Unary function, float a, float b, float c) {
        return new Activation(Row.ELEMENTS, function, a, b, c, null);
    }

    /** Negative elements times slopes. */
    public static Activation ofSlopes(Weight slopes) {
        return new Activation(Row.SLOPES, Unary.LINEAR, 0f, 0f, 0f, slopes);
    }

    @Override
    public Weight slopes() {
        return slopes instanceof Held held ? held.stored : slopes;
    }

    @Override
    public List<Weight> weights() {
        return slopes == null ? List.of() : List.of(slopes());
    }

    /** The slopes, or null. */
    public float[] readSlopes() {
        return slopes == null ? null : slopes.read();
    }

    /** True for the identity. */
    public boolean isLinear() {
        return row == Row.ELEMENTS && function == Unary.LINEAR;
    }

    /** As a record tells it, slopes only where there are some. */
    @Override
    public String toString() {
        return "Activation[row=" + row + ", function=" + function + ", a=" + a + ", b=" + b + ", c=" + c
                + (slopes == null ? "]" : ", slopes=" + slopes() + "]");
    }

    /** What tables call it, for instance {@code relu} or {@code log_softmax}. */
    public String label() {
        return (isElementwise() ? function.name() : row.name()).toLowerCase(Locale.ROOT);
    }

    /** True where each element is computed alone. */
    public boolean isElementwise() {
        return row == Row.ELEMENTS;
    }

    /**
     * Applies the function in place to {@code rows} rows, one directly after the other.
     *
     * @param offset where the first row starts
     * @param columns the length of a row
     */
    @SuppressWarnings("exports") // For the operations of this module.
    public void apply(Kernels kernels, float[] x, int offset, int rows, int columns, Scratch scratch) {
        if (isLinear()) {
            return;
        }
        if (isElementwise()) {
            kernels.unary(function, a, b, c, x, offset, x, offset, rows * columns);
            return;
        }
        if (row == Row.SLOPES) {
            float[] alpha = slopes.read();
            int end = offset + rows * columns;
            for (int at = offset; at < end; at += alpha.length) {
                kernels.binary(Binary.PRELU, x, at, alpha, 0, x, at, Math.min(alpha.length, end - at));
            }
            return;
        }
        for (int r = 0; r < rows; r++) {
            int at = offset + r * columns;
            if (row == Row.SOFTMAX) {
                softmax(kernels, x, at, columns, scratch);
            } else if (row == Row.LOG_SOFTMAX) {
                logSoftmax(kernels, x, at, columns, scratch);
            } else {
                Sparsemax.apply(kernels, x, at, columns, scratch);
            }
        }
    }

    private static void softmax(Kernels kernels, float[] x, int at, int columns, Scratch scratch) {
        float max = kernels.max(x, at, columns, scratch);
        float sum = kernels.expOfDifference(x, at, max, x, at, columns, scratch);
        kernels.binaryScalar(Binary.DIVIDE, x, at, sum, x, at, columns);
    }

    private static void logSoftmax(Kernels kernels, float[] x, int at, int columns, Scratch scratch) {
        float max = kernels.max(x, at, columns, scratch);
        float log = (float) StrictMath.log(kernels.sumOfExp(x, at, max, columns, scratch));
        kernels.binaryScalar(Binary.SUBTRACT, x, at, max, x, at, columns);
        kernels.binaryScalar(Binary.SUBTRACT, x, at, log, x, at, columns);
    }
}
