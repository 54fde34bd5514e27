package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;

/**
 * Arithmetic on parts of arrays that hold numbers of a type of 16 bits, as Keras has it on a CPU: the result of each
 * method is rounded to the type.
 */
final class HalfArithmetic {
    /** Of the hard sigmoid of Keras 2; that of Keras 3 has a slope of 1/6. */
    private static final float KERAS_2_SLOPE = 0.2f;

    private final Rounding rounding;
    private final Kernels kernels;
    private final float slope;

    HalfArithmetic(Rounding rounding, Kernels kernels) {
        this.rounding = rounding;
        this.kernels = kernels;
        this.slope = rounded(new float[] {KERAS_2_SLOPE})[0];
    }

    /** Rounds numbers of any type. */
    void round(float[] x, int at, int count) {
        kernels.unary(rounding.function(), 0f, 0f, 0f, x, at, x, at, count);
    }

    /** The elements of a weight, rounded; null of null. */
    float[] rounded(Weight weight) {
        return weight == null ? null : rounded(weight.read().clone());
    }

    private float[] rounded(float[] values) {
        round(values, 0, values.length);
        return values;
    }

    /** A matrix in row-major order. */
    record Matrix(float[] values, int rows, int columns) {}

    /**
     * {@code y[yAt + j] = Σ x[xAt + k] w[k, first + j]} in ascending k, for {@code count} columns.
     *
     * @param terms room for as many numbers
     */
    void product(Matrix w, int first, int count, float[] x, int xAt, float[] y, int yAt, float[] terms) {
        Arrays.fill(y, yAt, yAt + count, 0f);
        for (int k = 0; k < w.rows; k++) {
            int row = k * w.columns + first;
            kernels.binaryScalar(Binary.MULTIPLY, w.values, row, x[xAt + k], terms, 0, count);
            if (rounding.eachTerm()) {
                round(terms, 0, count);
            }
            kernels.binary(Binary.ADD, y, yAt, terms, 0, y, yAt, count);
            if (rounding.eachTerm()) {
                round(y, yAt, count);
            }
        }
        round(y, yAt, count);
    }

    /** {@code x += y}; x stays as it is if y is null. */
    void add(float[] x, int at, float[] y, int yAt, int count) {
        if (y != null) {
            kernels.binary(Binary.ADD, x, at, y, yAt, x, at, count);
            round(x, at, count);
        }
    }

    /** {@code x *= y}. */
    void multiply(float[] x, int at, float[] y, int yAt, int count) {
        kernels.binary(Binary.MULTIPLY, x, at, y, yAt, x, at, count);
        round(x, at, count);
    }

    /** {@code y = a x + b}, rounded twice. */
    void scale(float a, float b, float[] x, int at, float[] y, int yAt, int count) {
        kernels.binaryScalar(Binary.MULTIPLY, x, at, a, y, yAt, count);
        round(y, yAt, count);
        kernels.binaryScalar(Binary.ADD, y, yAt, b, y, yAt, count);
        round(y, yAt, count);
    }

    /**
     * Applies a function in place, to the units of one gate.
     *
     * @param room for twice as many numbers
     */
    void apply(Activation activation, float[] x, int at, int count, float[] room) {
        switch (activation.isElementwise() ? activation.function() : Unary.LINEAR) {
            case SIGMOID -> sigmoid(x, at, count, room);
            case SILU -> {
                System.arraycopy(x, at, room, count, count);
                sigmoid(x, at, count, room);
                multiply(x, at, room, count, count);
            }
            case HARD_SIGMOID -> hardSigmoid(activation.a() == KERAS_2_SLOPE, x, at, count);
            case SOFTSIGN -> {
                kernels.unary(Unary.ABS, 0f, 0f, 0f, x, at, room, 0, count);
                kernels.binaryScalar(Binary.ADD, room, 0, 1f, room, 0, count);
                round(room, 0, count);
                kernels.binary(Binary.DIVIDE, x, at, room, 0, x, at, count);
                round(x, at, count);
            }
            case ELU -> elu(rounded(activation.a(), room), x, at, count, room);
            case LEAKY_RELU -> {
                kernels.unary(Unary.LEAKY_RELU, rounded(activation.a(), room), 0f, 0f, x, at, x, at, count);
                round(x, at, count);
            }
            default -> {
                activation.apply(kernels, x, at, 1, count, null);
                round(x, at, count);
            }
        }
    }

    /** A number of an activation, which TensorFlow takes in the type of the tensor. */
    private float rounded(float number, float[] room) {
        room[0] = number;
        round(room, 0, 1);
        return room[0];
    }

    /** e^x - 1 times alpha below 0, with each of the three rounded. */
    private void elu(float alpha, float[] x, int at, int count, float[] room) {
        kernels.unary(Unary.EXP, 0f, 0f, 0f, x, at, room, 0, count);
        round(room, 0, count);
        kernels.binaryScalar(Binary.ADD, room, 0, -1f, room, 0, count);
        round(room, 0, count);
        for (int i = 0; i < count; i++) {
            x[at + i] = x[at + i] < 0f ? alpha * room[i] : x[at + i];
        }
        round(x, at, count);
    }

    /** e^x / (1 + e^x), with each of the three rounded. */
    private void sigmoid(float[] x, int at, int count, float[] room) {
        kernels.unary(Unary.EXP, 0f, 0f, 0f, x, at, x, at, count);
        round(x, at, count);
        kernels.binaryScalar(Binary.ADD, x, at, 1f, room, 0, count);
        round(room, 0, count);
        for (int i = 0; i < count; i++) {
            x[at + i] = x[at + i] == Float.POSITIVE_INFINITY ? 1f : x[at + i] / room[i];
        }
        round(x, at, count);
    }

    /** Keras 2 limits x / 5 + 1/2 to [0, 1], Keras 3 x + 3 to [0, 6] before it divides by 6. */
    private void hardSigmoid(boolean keras2, float[] x, int at, int count) {
        float limit = keras2 ? 1f : 6f;
        scale(keras2 ? slope : 1f, keras2 ? 0.5f : 3f, x, at, x, at, count);
        kernels.unary(Unary.CLIP, 0f, limit, 0f, x, at, x, at, count);
        kernels.binaryScalar(Binary.DIVIDE, x, at, limit, x, at, count);
        round(x, at, count);
    }
}
