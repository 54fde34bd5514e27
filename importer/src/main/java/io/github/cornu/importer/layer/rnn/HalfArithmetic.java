package io.github.cornu.importer.layer.rnn;

import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.op.Activation;
import java.util.Arrays;

/**
 * Arithmetic on parts of arrays that hold numbers of a type of 16 bits, as Keras has it on a CPU: the result of each method
 * is rounded to the type.
 */
final class HalfArithmetic {
    private static final float KERAS_2_SLOPE = 0.2f;

    private final HalfPrecision type;
    private final boolean roundsSums;
    private final float slope;

    /** @param roundsSums whether products of matrices are rounded after each term, and not once at the end */
    HalfArithmetic(HalfPrecision type, boolean roundsSums) {
        this.type = type;
        this.roundsSums = roundsSums;
        this.slope = type.round(KERAS_2_SLOPE);
    }

    /** Rounds numbers of any type. */
    void round(float[] x, int at, int count) {
        type.round(x, at, count);
    }

    /**
     * {@code y[at + j] = Σ x[k] w[k, first + j]} in ascending k.
     *
     * @param columns of the matrix {@code w}
     * @param terms where a row of products has place
     */
    void product(float[] x, int rows, float[] w, int columns, int first, float[] y, int at, int count, float[] terms) {
        Arrays.fill(y, at, at + count, 0f);
        for (int k = 0; k < rows; k++) {
            float factor = x[k];
            int row = k * columns + first;
            for (int j = 0; j < count; j++) {
                terms[j] = factor * w[row + j];
            }
            if (roundsSums) {
                round(terms, 0, count);
            }
            for (int j = 0; j < count; j++) {
                y[at + j] += terms[j];
            }
            if (roundsSums) {
                round(y, at, count);
            }
        }
        round(y, at, count);
    }

    /** {@code x += y}. */
    void add(float[] x, int at, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            x[at + i] += y[yAt + i];
        }
        round(x, at, count);
    }

    /** {@code x *= y}. */
    void multiply(float[] x, int at, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            x[at + i] *= y[yAt + i];
        }
        round(x, at, count);
    }

    /** {@code y = a x + b}, rounded twice. */
    void scale(float a, float b, float[] x, int at, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] = a * x[at + i];
        }
        round(y, yAt, count);
        for (int i = 0; i < count; i++) {
            y[yAt + i] += b;
        }
        round(y, yAt, count);
    }

    /**
     * Applies a function in place.
     *
     * @param room for as many numbers
     */
    void apply(Activation activation, float[] x, int at, int count, float[] room) {
        switch (activation.function()) {
            case LINEAR -> {}
            case SIGMOID -> sigmoid(x, at, count, room);
            case SILU -> {
                System.arraycopy(x, at, room, count, count);
                sigmoid(x, at, count, room);
                multiply(x, at, room, count, count);
            }
            case HARD_SIGMOID -> hardSigmoid(activation.a() == KERAS_2_SLOPE, x, at, count);
            case SOFTSIGN -> {
                for (int i = 0; i < count; i++) {
                    room[i] = Math.abs(x[at + i]) + 1f;
                }
                round(room, 0, count);
                divide(x, at, room, count);
            }
            case ELU -> elu(x, at, count, room);
            default -> type.apply(activation, x, at, count);
        }
    }

    private void elu(float[] x, int at, int count, float[] room) {
        System.arraycopy(x, at, room, 0, count);
        type.apply(HalfPrecision.EXPONENTIAL, room, 0, count);
        for (int i = 0; i < count; i++) {
            x[at + i] = x[at + i] < 0f ? room[i] - 1f : x[at + i];
        }
        round(x, at, count);
    }

    /** e^x / (1 + e^x), with each of the three rounded. */
    private void sigmoid(float[] x, int at, int count, float[] room) {
        type.apply(HalfPrecision.EXPONENTIAL, x, at, count);
        for (int i = 0; i < count; i++) {
            room[i] = x[at + i] + 1f;
        }
        round(room, 0, count);
        for (int i = 0; i < count; i++) {
            x[at + i] = x[at + i] == Float.POSITIVE_INFINITY ? 1f : x[at + i] / room[i];
        }
        round(x, at, count);
    }

    private void divide(float[] x, int at, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            x[at + i] /= y[i];
        }
        round(x, at, count);
    }

    /** Keras 2 limits x / 5 + 1/2 to [0, 1], Keras 3 x + 3 to [0, 6] before it divides by 6. */
    private void hardSigmoid(boolean keras2, float[] x, int at, int count) {
        float limit = keras2 ? 1f : 6f;
        scale(keras2 ? slope : 1f, keras2 ? 0.5f : 3f, x, at, x, at, count);
        for (int i = 0; i < count; i++) {
            x[at + i] = Math.min(Math.max(x[at + i], 0f), limit) / limit;
        }
        round(x, at, count);
    }
}
