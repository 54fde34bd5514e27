package io.github.cornu.importer.layer.operation.signal;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Fourier;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.convolutional.TransposedWindows;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** {@code tf.signal}: frames, their Fourier transforms as complex numbers; cosines. */
public final class SignalOperations {
    private static final String FRAME_LENGTH = "frame_length";
    private static final String FRAME_STEP = "frame_step";
    private static final DoubleUnaryOperator COSINE = StrictMath::cos;
    private static final DoubleUnaryOperator MINUS_SINE = angle -> -StrictMath.sin(angle);

    private SignalOperations() {}

    /** Registers the functions. */
    public static void register(OperationTable f) {
        f.add(
                SignalOperations::transformed,
                "tf.signal.stft(signals, frame_length, frame_step, fft_length, window_fn, pad_end)");
        f.addOfComplex(
                SignalOperations::joined,
                "tf.signal.inverse_stft(stfts, frame_length, frame_step, fft_length, window_fn)");
        f.add(SignalOperations::overlapAndAdd, "tf.signal.overlap_and_add(signal, frame_step)");
        f.add((g, a) -> cosines(g, a, a.integer("type", 2)), "tf.signal.dct(input, type, n, axis, norm)");
        f.add(SignalOperations::coefficients, "tf.signal.mfccs_from_log_mel_spectrograms(input)");
        f.add(SignalOperations::inverseCosines, "tf.signal.idct(input, type, n, axis, norm)");
    }

    private static int missing(int length, int frame, int step) {
        return Math.max(0, (length + step - 1) / step * step - step + frame - length);
    }

    /** The signal with so many elements more that a frame begins at each step, if {@code pad_end} asks for it. */
    public static Value padded(Lowering g, Value x, int axis, Arguments a, double value) {
        if (!a.bool("pad_end", false)) {
            return x;
        }
        int length = x.shape().length(axis);
        int step = a.integer(FRAME_STEP);
        if (length == Shape.FREE || step < 1) {
            throw new UnsupportedModelException("frames to the end of a signal of the shape " + x.shape());
        }
        int more = missing(length, a.integer(FRAME_LENGTH), step);
        return more == 0 ? x : g.add(new Pad(axis, 0, more, (float) value), x);
    }

    /** Pairs of numbers along a last axis. */
    private static KerasTensor transformed(Lowering g, Arguments a) {
        Value x = a.tensor(g, "signals").value();
        if (x.shape().rank() != 2) {
            throw new UnsupportedModelException("frames of a tensor of the shape " + x.shape());
        }
        int length = Fourier.checked(a.integer(FRAME_LENGTH));
        int n = Fourier.checked(a.integer("fft_length", Fourier.powerOfTwo(length)));
        float[] window = window(a, length);
        Value signal = g.add(Reshape.expandDims(2), padded(g, x, 1, a, 0));
        Windows windows = Windows.dense(List.of(length), List.of(a.integer(FRAME_STEP)), Padding.VALID);
        Value real = g.add(new Convolution(kernel(n, window, COSINE), null, windows, 1, Activation.LINEAR), signal);
        Value other =
                g.add(new Convolution(kernel(n, window, MINUS_SINE), null, windows, 1, Activation.LINEAR), signal);
        return new Complex(real, other).pairs(g);
    }

    /** Without an argument it is a Hann window, and without a function there is none. */
    static float[] window(Arguments a, int length) {
        if (!a.isGiven("window_fn")) {
            return Fourier.window("hann", length, length);
        }
        if (a.get("window_fn") != null) {
            throw new UnsupportedModelException("a window_fn, which is Python code");
        }
        return Fourier.ones(length);
    }

    /** The inverse but for a window: frames are not divided by what overlaps. */
    private static KerasTensor joined(Lowering g, Arguments a) {
        Complex z = Complex.of(g, a.operand("stfts"));
        int length = Fourier.checked(a.integer(FRAME_LENGTH));
        int n = Fourier.checked(a.integer("fft_length", Fourier.powerOfTwo(length)));
        int step = a.integer(FRAME_STEP);
        if (z.real().shape().rank() != 3 || step < 1) {
            throw new UnsupportedModelException(
                    "frames of the shape " + z.real().shape() + " at steps of " + step);
        }
        return KerasTensor.of(FourierOperations.overlapped(g, z, n, step, window(a, length)));
    }

    private static KerasTensor overlapAndAdd(Lowering g, Arguments a) {
        Value x = a.tensor(g, "signal").value();
        int step = a.integer("frame_step");
        int frame = x.shape().length(-1);
        if (x.shape().rank() != 3 || frame == Shape.FREE || step < 1) {
            throw new UnsupportedModelException("frames of the shape " + x.shape() + " at steps of " + step);
        }
        Fourier.checked(frame);
        ComputedWeight unit = ComputedWeight.ofElements(Shape.of(frame, frame, 1), i -> i % (frame + 1) == 0 ? 1 : 0);
        Windows windows = Windows.dense(List.of(frame), List.of(step), Padding.VALID);
        TransposedWindows transposed = new TransposedWindows(windows, List.of(0));
        Value y = g.add(new TransposedConvolution(unit, null, transposed, Activation.LINEAR), x);
        return KerasTensor.of(g.add(Reshape.squeeze(2), y));
    }

    /** What a frame is multiplied by, which is at the beginning of the transform; the rest are zeros. */
    private static ComputedWeight kernel(int length, float[] window, DoubleUnaryOperator wave) {
        int frequencies = length / 2 + 1;
        int used = Math.min(length, window.length);
        return new ComputedWeight(Shape.of(window.length, 1, frequencies), () -> {
            double[] circle = Fourier.circle(length, wave);
            float[] kernel = new float[window.length * frequencies];
            for (int i = 0; i < used * frequencies; i++) {
                int step = i / frequencies;
                int place = (int) ((long) step * (i % frequencies) % length);
                // Exactly nothing where the sine is 0, so that the sign of an angle is that of no rounding.
                boolean none = wave == MINUS_SINE && 2 * place % length == 0;
                kernel[i] = none ? 0f : (float) (window[step] * circle[place]);
            }
            return kernel;
        });
    }

    /** Cosines, scaled by the number of bands. */
    private static KerasTensor coefficients(Lowering g, Arguments a) {
        Value cosines = cosines(g, a, 2).value();
        int bands = cosines.shape().length(-1);
        return KerasTensor.of(Numbers.scalar(g, Binary.MULTIPLY, cosines, 1 / Math.sqrt(2.0 * bands)));
    }

    private static KerasTensor inverseCosines(Lowering g, Arguments a) {
        int type = a.integer("type", 2);
        return cosines(g, a, type == 2 ? 3 : type == 3 ? 2 : type);
    }

    /** The discrete cosine transforms of types 1 to 4, along the last axis. */
    private static KerasTensor cosines(Lowering g, Arguments a, int type) {
        Value given = a.tensor(g, "input").value();
        int last = given.shape().rank() - 1;
        int length = given.shape().length(last);
        boolean ortho = "ortho".equals(a.string("norm", null));
        if (last < 1
                || length == Shape.FREE
                || a.integer("axis", -1) != -1
                || type < 1
                || type > 4
                || type == 1 && ortho) {
            throw new UnsupportedModelException(
                    "a discrete cosine transform of type " + type + " of the shape " + given.shape());
        }
        int n = Fourier.checked(a.integer("n", length));
        Value x = FourierOperations.ofLength(g, given, n);
        return KerasTensor.of(FourierOperations.product(g, x, n, n, element(type, n, ortho)));
    }

    /** What element i is multiplied by for frequency k. */
    private static DoubleBinaryOperator element(int type, int n, boolean ortho) {
        double[] circle = Fourier.circle(8 * n, COSINE);
        double first = ortho ? Math.sqrt(1.0 / n) : type == 3 ? 1 : 2;
        double other = ortho ? Math.sqrt((type == 4 ? 0.5 : 2.0) / n) * (type == 4 ? 2 : 1) : 2;
        return switch (type) {
            case 1 -> {
                if (n < 2) {
                    throw new IllegalArgumentException("a discrete cosine transform of type 1 of length " + n);
                }
                double[] half = Fourier.circle(2 * n - 2, COSINE);
                yield (i, k) -> (i == 0 || i == n - 1 ? 1 : 2) * half[(int) (i * k) % (2 * n - 2)];
            }
            case 2 -> (i, k) -> (k == 0 ? first : other) * circle[(int) (2 * k * (2 * i + 1)) % (8 * n)];
            case 3 -> (i, k) -> (i == 0 ? first : other) * circle[(int) (2 * i * (2 * k + 1)) % (8 * n)];
            default -> (i, k) -> other * circle[(int) ((2 * i + 1) * (2 * k + 1)) % (8 * n)];
        };
    }
}
