package io.github.cornu.importer.layer.operation.signal;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.operation.Operation;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.importer.layer.operation.UnaryOperations;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** TensorFlow's complex numbers: where they come from, their Fourier transforms, and real numbers of them. */
public final class ComplexOperations {
    /** A function of complex numbers. */
    private interface OfComplex {
        Complex apply(Lowering g, Complex z);
    }

    private ComplexOperations() {}

    /** Registers the functions. */
    public static void register(OperationTable f) {
        f.add(ComplexOperations::complex, "tf.complex(real, imag)", "node.Complex(real, imag)");
        f.addOfComplex(ComplexOperations::size, "tf.abs(x)", "node.ComplexAbs(x)");
        f.addOfComplex((g, a) -> part(g, a, 0), "tf.real(input)", "node.Real(input)");
        f.addOfComplex((g, a) -> part(g, a, 1), "tf.imag(input)", "node.Imag(input)");
        f.addOfComplex(ComplexOperations::angle, "tf.angle(input)", "node.Angle(input)");
        f.addOfComplex(ComplexOperations::conjugate, "tf.conj(x)", "node.Conj(x)");
        f.addOfComplex(
                of((g, z) -> FourierOperations.transformed(g, z, true)), "tf.signal.fft(input)", "node.FFT(input)");
        f.addOfComplex(of(FourierOperations::inverse), "tf.signal.ifft(input)", "node.IFFT(input)");
        f.addOfComplex(
                of((g, z) -> FourierOperations.alongBoth(g, z, true)), "tf.signal.fft2d(input)", "node.FFT2D(input)");
        f.addOfComplex(of(FourierOperations::inverseAlongBoth), "tf.signal.ifft2d(input)", "node.IFFT2D(input)");
        f.add(
                (g, a) -> FourierOperations.ofReal(g, a, a.tensor(g, "input").value())
                        .pairs(g),
                "node.RFFT(input, fft_length)");
        f.addOfComplex(
                (g, a) -> FourierOperations.toReal(g, a, Complex.of(g, a.operand("input"))),
                "node.IRFFT(input, fft_length)");
    }

    private static Operation.Single of(OfComplex function) {
        return (g, a) -> function.apply(g, Complex.of(g, a.operand("input"))).pairs(g);
    }

    private static KerasTensor complex(Lowering g, Arguments a) {
        return new Complex(a.tensor(g, "real").value(), a.tensor(g, "imag").value()).pairs(g);
    }

    private static KerasTensor part(Lowering g, Arguments a, int index) {
        KerasTensor x = a.operand("input");
        if (x.type() == NumberType.COMPLEX) {
            return KerasTensor.of(Complex.part(g, x, index));
        }
        if (index == 1) {
            throw new UnsupportedModelException("imaginary parts of real numbers");
        }
        return x;
    }

    private static KerasTensor size(Lowering g, Arguments a) {
        KerasTensor x = a.operand("x");
        if (x.type() != NumberType.COMPLEX) {
            return UnaryOperations.absolute(g, a);
        }
        Complex z = Complex.of(g, x);
        Value first = Numbers.unary(g, Unary.ABS, z.real());
        Value second = Numbers.unary(g, Unary.ABS, z.imaginary());
        // The squares of the parts may be too large or too small for floats.
        Value largest = Numbers.combine(g, Binary.MAXIMUM, first, second);
        Value isPart = Numbers.combine(
                g,
                Binary.MAXIMUM,
                Numbers.scalar(g, Binary.EQUAL, largest, 0),
                Numbers.scalar(g, Binary.EQUAL, largest, Double.POSITIVE_INFINITY));
        Value divisor = Numbers.select(g, isPart, Numbers.number(g, 1), largest);
        Value real = Numbers.unary(g, Unary.SQUARE, Numbers.combine(g, Binary.DIVIDE, first, divisor));
        Value imaginary = Numbers.unary(g, Unary.SQUARE, Numbers.combine(g, Binary.DIVIDE, second, divisor));
        Value root = Numbers.unary(g, Unary.SQRT, Numbers.combine(g, Binary.ADD, real, imaginary));
        return KerasTensor.of(Numbers.combine(g, Binary.MULTIPLY, root, divisor));
    }

    private static KerasTensor angle(Lowering g, Arguments a) {
        KerasTensor x = a.operand("input");
        if (x.type() != NumberType.COMPLEX) {
            Value isBelow =
                    Numbers.scalar(g, Binary.LESS, Arguments.tensor(g, x).value(), 0);
            return KerasTensor.of(Numbers.scalar(g, Binary.MULTIPLY, isBelow, Math.PI));
        }
        Complex z = Complex.of(g, x);
        return KerasTensor.of(Numbers.combine(g, Binary.ATAN2, z.imaginary(), z.real()));
    }

    private static KerasTensor conjugate(Lowering g, Arguments a) {
        KerasTensor x = a.operand("x");
        if (x.type() != NumberType.COMPLEX) {
            return x;
        }
        Complex z = Complex.of(g, x);
        return new Complex(z.real(), Numbers.unary(g, Unary.NEGATE, z.imaginary())).pairs(g);
    }
}
