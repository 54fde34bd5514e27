package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.function.DoubleUnaryOperator;

/**
 * The real part of the two-dimensional Fourier transform of a sequence, along its vectors and along its steps: products
 * with matrices of cosines and sines, cos(steps) x cos(vectors) - sin(steps) x sin(vectors).
 */
final class FourierMixing {
    /** The matrices grow with the square of it. */
    private static final int MAX_LENGTH = 4096;

    private FourierMixing() {}

    /** @param x shape (batch, steps, size) */
    static Value of(CustomCall call, Value x) {
        Value real = alongVectors(call, x, StrictMath::cos);
        Value imaginary = alongVectors(call, x, StrictMath::sin);
        Value angles = angles(call, x);
        Value cos = Parts.unary(call, Unary.COS, angles);
        Value sin = Parts.unary(call, Unary.SIN, angles);
        return call.add(
                new Combine(Binary.SUBTRACT),
                call.add(new MatMul(false), cos, real),
                call.add(new MatMul(false), sin, imaginary));
    }

    private static Value alongVectors(CustomCall call, Value x, DoubleUnaryOperator wave) {
        int size = x.shape().length(2);
        if (size < 1 || size > MAX_LENGTH) {
            throw new IllegalArgumentException("a Fourier transform of vectors of the length " + size);
        }
        float[] matrix = new float[size * size];
        for (int i = 0; i < matrix.length; i++) {
            long turns = (long) (i / size) * (i % size) % size;
            matrix[i] = (float) wave.applyAsDouble(2 * StrictMath.PI * turns / size);
        }
        return call.add(new Dense(Weight.of(matrix, size, size), null, Activation.LINEAR), x);
    }

    /**
     * 2 pi i k / steps for each pair of steps, (batch, steps, steps), whose number is known when the model runs. Whole
     * turns are taken away before it, from whole numbers, which floats have exactly.
     */
    private static Value angles(CustomCall call, Value x) {
        Value steps = Parts.positions(call, x);
        Value count = Parts.with(call, Binary.ADD, call.add(new Reduce(Reduce.Kind.MAX, 1, true), steps), 1);
        Value whole = call.add(Reshape.expandDims(2), count);
        Value products =
                Parts.multiply(call, call.add(Reshape.expandDims(2), steps), call.add(Reshape.expandDims(1), steps));
        Value part = call.add(new Combine(Binary.TRUNCATED_MOD), products, whole);
        Value turns = call.add(new Combine(Binary.DIVIDE), part, whole);
        return Parts.with(call, Binary.MULTIPLY, turns, 2 * Math.PI);
    }
}
