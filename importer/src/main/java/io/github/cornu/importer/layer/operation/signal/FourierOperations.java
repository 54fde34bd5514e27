package io.github.cornu.importer.layer.operation.signal;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Fourier;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.convolutional.TransposedWindows;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Fourier transforms. Complex numbers are pairs of tensors, the real and the imaginary parts. */
public final class FourierOperations {
    private static final String LENGTH = "fft_length";
    private static final DoubleUnaryOperator COSINE = StrictMath::cos;
    private static final DoubleUnaryOperator MINUS_SINE = angle -> -StrictMath.sin(angle);

    private FourierOperations() {}

    public static void register(OperationTable f) {
        f.addAll((g, a) -> transformed(g, pair(g, a), true).parts(), "FFT(x)");
        f.addAll((g, a) -> alongBoth(g, pair(g, a), true).parts(), "FFT2(x)");
        f.addAll((g, a) -> inverseAlongBoth(g, pair(g, a)).parts(), "IFFT2(x)");
        f.addAll((g, a) -> ofReal(g, a, a.tensor(g, "x").value()).parts(), "RFFT(x, fft_length)");
        f.add((g, a) -> toReal(g, a, pair(g, a)), "IRFFT(x, fft_length)");
        f.addAll(FourierOperations::frames, "STFT(x, sequence_length, sequence_stride, fft_length, window, center)");
        f.add(
                FourierOperations::joined,
                "ISTFT(x, sequence_length, sequence_stride, fft_length, length, window, center)");
    }

    private static Complex pair(Lowering g, Arguments a) {
        return Complex.of(g, a.operands("x"));
    }

    private static int length(Value x) {
        int last = x.shape().length(-1);
        if (last == Shape.FREE || x.shape().rank() < 2) {
            throw new UnsupportedModelException("a Fourier transform of a tensor of the shape " + x.shape());
        }
        return Fourier.checked(last);
    }

    /** The last axis times a matrix with that element in each row and column. */
    static Value product(Lowering g, Value x, int rows, int columns, DoubleBinaryOperator element) {
        ComputedWeight matrix = ComputedWeight.ofElements(
                Shape.of(rows, columns), i -> element.applyAsDouble(i / columns, i % columns));
        return g.add(new Dense(matrix, null, Activation.LINEAR), x);
    }

    /** The wave at the product of row and column. */
    private static Value waves(Lowering g, Value x, int rows, int columns, int length, DoubleUnaryOperator wave) {
        double[] circle = Fourier.circle(length, wave);
        return product(g, x, rows, columns, (row, column) -> circle[(int) ((long) row * (long) column % length)]);
    }

    /** Along the last axis, not divided by its length. */
    static Complex transformed(Lowering g, Complex z, boolean forward) {
        int n = length(z.real());
        DoubleUnaryOperator sine = forward ? StrictMath::sin : MINUS_SINE;
        Value a = waves(g, z.real(), n, n, n, COSINE);
        Value b = waves(g, z.imaginary(), n, n, n, sine);
        Value c = waves(g, z.imaginary(), n, n, n, COSINE);
        Value d = waves(g, z.real(), n, n, n, sine);
        return new Complex(Numbers.combine(g, Binary.ADD, a, b), Numbers.combine(g, Binary.SUBTRACT, c, d));
    }

    /** Along the last axis of a transform. */
    static Complex inverse(Lowering g, Complex z) {
        return divided(g, transformed(g, z, false), length(z.real()));
    }

    private static Complex divided(Lowering g, Complex z, double count) {
        return new Complex(
                Numbers.scalar(g, Binary.DIVIDE, z.real(), count),
                Numbers.scalar(g, Binary.DIVIDE, z.imaginary(), count));
    }

    /** Along the last two axes, not divided by their lengths. */
    static Complex alongBoth(Lowering g, Complex z, boolean forward) {
        int rank = z.real().shape().rank();
        if (rank < 3) {
            throw Shapes.samples();
        }
        Transpose swap = Transpose.move(rank, rank - 2, rank - 1);
        Complex rows = transformed(g, z, forward);
        Complex columns = transformed(g, new Complex(g.add(swap, rows.real()), g.add(swap, rows.imaginary())), forward);
        return new Complex(g.add(swap, columns.real()), g.add(swap, columns.imaginary()));
    }

    /** Along the last two axes of a transform. */
    static Complex inverseAlongBoth(Lowering g, Complex z) {
        Shape shape = z.real().shape();
        return divided(g, alongBoth(g, z, false), (double) shape.length(-1) * shape.length(-2));
    }

    /** The last axis cut, or filled with zeros. */
    static Value ofLength(Lowering g, Value x, int wanted) {
        int last = x.shape().rank() - 1;
        int length = x.shape().length(last);
        if (length == wanted) {
            return x;
        }
        return length > wanted
                ? g.add(new Slice(last, 0, wanted, 1), x)
                : g.add(new Pad(last, 0, wanted - length, 0f), x);
    }

    /** The frequencies from 0 to a half. */
    static Complex ofReal(Lowering g, Arguments a, Value given) {
        int n = Fourier.checked(a.integer(LENGTH, length(given)));
        Value x = ofLength(g, given, n);
        return new Complex(waves(g, x, n, n / 2 + 1, n, COSINE), waves(g, x, n, n / 2 + 1, n, MINUS_SINE));
    }

    /** How many frequencies of the whole transform one stands for, as a part of all. */
    private static double share(double frequency, int length) {
        return (frequency == 0 || 2 * frequency == length ? 1.0 : 2.0) / length;
    }

    /** The real numbers that have these frequencies. */
    static KerasTensor toReal(Lowering g, Arguments a, Complex z) {
        int n = Fourier.checked(a.integer(LENGTH, 2 * (length(z.real()) - 1)));
        int frequencies = n / 2 + 1;
        double[] cosines = Fourier.circle(n, COSINE);
        double[] sines = Fourier.circle(n, MINUS_SINE);
        Value real = product(
                g,
                ofLength(g, z.real(), frequencies),
                frequencies,
                n,
                (k, i) -> share(k, n) * cosines[(int) (k * i) % n]);
        Value imaginary = product(
                g,
                ofLength(g, z.imaginary(), frequencies),
                frequencies,
                n,
                (k, i) -> share(k, n) * sines[(int) (k * i) % n]);
        return KerasTensor.of(Numbers.combine(g, Binary.ADD, real, imaginary));
    }

    private static float[] window(Arguments a, int fftLength) {
        int length = a.integer("sequence_length");
        if (length < 1 || length > fftLength) {
            throw new IllegalArgumentException("an fft_length of " + fftLength + " for windows of " + length);
        }
        Object given = a.get("window");
        if (given == null || given instanceof String) {
            return Fourier.window((String) given, length, fftLength);
        }
        float[] window = a.requireKnown("window").floats(NumberType.FLOAT);
        if (window.length != length) {
            throw new IllegalArgumentException("a window of " + window.length + " numbers for a length of " + length);
        }
        return window;
    }

    private static List<KerasTensor> frames(Lowering g, Arguments a) {
        Value x = a.tensor(g, "x").value();
        if (x.shape().rank() != 2) {
            throw new UnsupportedModelException("frames of a tensor of the shape " + x.shape());
        }
        int n = Fourier.checked(a.integer(LENGTH));
        float[] window = window(a, n);
        Value signal = g.add(Reshape.expandDims(2), x);
        Value framed = a.bool("center", true) ? Fourier.reflected(g, signal, n / 2) : signal;
        Windows windows = Windows.dense(List.of(n), List.of(a.integer("sequence_stride")), Padding.VALID);
        ComputedWeight cosines = Fourier.ofFrames(n, window, COSINE);
        ComputedWeight sines = Fourier.ofFrames(n, window, MINUS_SINE);
        return new Complex(
                        g.add(new Convolution(cosines, null, windows, 1, Activation.LINEAR), framed),
                        g.add(new Convolution(sines, null, windows, 1, Activation.LINEAR), framed))
                .parts();
    }

    /** The inverse of {@link #frames}: frames are transformed back and added where they overlap. */
    private static KerasTensor joined(Lowering g, Arguments a) {
        Complex z = pair(g, a);
        if (z.real().shape().rank() != 3) {
            throw new UnsupportedModelException(
                    "frames of the shape " + z.real().shape());
        }
        int n = Fourier.checked(a.integer(LENGTH));
        int stride = a.integer("sequence_stride");
        if (stride < 1) {
            throw new IllegalArgumentException("a sequence_stride of " + stride);
        }
        float[] window = window(a, n);
        float[] inverse = a.get("window") == null ? Fourier.ones(n) : inverse(window, n, stride);
        Value flat = overlapped(g, z, n, stride, inverse);
        boolean center = a.bool("center", true);
        int start = center ? n / 2 : 0;
        int end = a.has("length") ? start + a.integer("length") : center && n > 1 ? -(n / 2) : Slice.END;
        return KerasTensor.of(start == 0 && end == Slice.END ? flat : g.add(new Slice(1, start, end, 1), flat));
    }

    /** The window over the sum of the squares of all windows that overlap with it. */
    private static float[] inverse(float[] window, int length, int stride) {
        float[] padded = new float[length];
        System.arraycopy(window, 0, padded, (length - window.length) / 2, window.length);
        float[] inverse = new float[length];
        for (int i = 0; i < length; i++) {
            float sum = 0;
            for (int k = i % stride; k < length; k += stride) {
                sum += padded[k] * padded[k];
            }
            inverse[i] = padded[i] / sum;
        }
        return inverse;
    }

    /** Frames are transformed back, multiplied by the window, and added where they overlap. */
    static Value overlapped(Lowering g, Complex z, int length, int stride, float[] window) {
        Value real = overlapped(g, z.real(), length, stride, window, COSINE);
        Value other = overlapped(g, z.imaginary(), length, stride, window, MINUS_SINE);
        return g.add(Reshape.squeeze(2), g.add(new Combine(Binary.ADD), real, other));
    }

    private static Value overlapped(
            Lowering g, Value x, int length, int stride, float[] window, DoubleUnaryOperator wave) {
        int frequencies = length / 2 + 1;
        ComputedWeight kernel = new ComputedWeight(Shape.of(window.length, frequencies, 1), () -> {
            double[] circle = Fourier.circle(length, wave);
            float[] elements = new float[window.length * frequencies];
            for (int i = 0; i < Math.min(window.length, length) * frequencies; i++) {
                int step = i / frequencies;
                int k = i % frequencies;
                elements[i] = (float) (window[step] * share(k, length) * circle[(int) ((long) step * k % length)]);
            }
            return elements;
        });
        Windows windows = Windows.dense(List.of(window.length), List.of(stride), Padding.VALID);
        TransposedWindows transposed = new TransposedWindows(windows, List.of(0));
        return g.add(
                new TransposedConvolution(kernel, null, transposed, Activation.LINEAR), ofLength(g, x, frequencies));
    }
}
