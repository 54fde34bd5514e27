package io.github.cornu.importer.layer.operation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** Functions that are approximated by polynomials. */
public final class SpecialOperations {
    /** M. Giles, Approximating the erfinv function, 2012: in w - 2.5 for w below 5. */
    private static final double[] ERFINV_CENTER = {
        2.81022636e-08,
        3.43273939e-07,
        -3.5233877e-06,
        -4.39150654e-06,
        0.00021858087,
        -0.00125372503,
        -0.00417768164,
        0.246640727,
        1.50140941
    };
    /** The same, in sqrt(w) - 3. */
    private static final double[] ERFINV_TAIL = {
        -0.000200214257,
        0.000100950558,
        0.00134934322,
        -0.00367342844,
        0.00573950773,
        -0.0076224613,
        0.00943887047,
        1.00167406,
        2.83297682
    };
    /** Cephes' Chebyshev series of e^-x I0(x) in x / 2 - 2, up to 8. */
    private static final double[] I0_CENTER = {
        -1.30002500998624804212E-8, 6.04699502254191894932E-8, -2.67079385394061173391E-7, 1.11738753912010371815E-6,
        -4.41673835845875056359E-6, 1.64484480707288970893E-5, -5.75419501008210370398E-5, 1.88502885095841655729E-4,
        -5.76375574538582365885E-4, 1.63947561694133579842E-3, -4.32430999505057594430E-3, 1.05464603945949983183E-2,
        -2.37374148058994688156E-2, 4.93052842396707084878E-2, -9.49010970480476444210E-2, 1.71620901522208775349E-1,
        -3.04682672343198398683E-1, 6.76795274409476084995E-1
    };
    /** Cephes' Chebyshev series of e^-x sqrt(x) I0(x) in 32 / x - 2, beyond 8. */
    private static final double[] I0_TAIL = {
        3.39623202570838634515E-9,
        2.26666899049817806459E-8,
        2.04891858946906374183E-7,
        2.89137052083475648297E-6,
        6.88975834691682398426E-5,
        3.36911647825569408990E-3,
        8.04490411014108831608E-1
    };

    private SpecialOperations() {}

    public static void register(OperationTable f) {
        f.add(SpecialOperations::erfinv, "Erfinv(x)", "tf.erfinv(x)");
        f.add(SpecialOperations::i0, "I0(x)");
    }

    /** A polynomial, its coefficients from the highest power down. */
    private static Value polynomial(Lowering g, double[] coefficients, Value x) {
        Value y = Numbers.unary(g, Unary.SCALE_SHIFT, coefficients[0], coefficients[1], x);
        for (int i = 2; i < coefficients.length; i++) {
            y = Numbers.scalar(g, Binary.ADD, Numbers.combine(g, Binary.MULTIPLY, y, x), coefficients[i]);
        }
        return y;
    }

    /** Half the sum of a Chebyshev series, as Cephes has it; x is twice the argument. */
    private static Value chebyshev(Lowering g, double[] coefficients, Value x) {
        Value before = null;
        Value b = Numbers.unary(g, Unary.SCALE_SHIFT, 0, coefficients[0], x);
        Value next = b;
        for (int i = 1; i < coefficients.length; i++) {
            before = i == 1 ? null : b;
            b = next;
            next = Numbers.scalar(g, Binary.ADD, Numbers.combine(g, Binary.MULTIPLY, x, b), coefficients[i]);
            next = before == null ? next : Numbers.combine(g, Binary.SUBTRACT, next, before);
        }
        return Numbers.scalar(g, Binary.MULTIPLY, Numbers.combine(g, Binary.SUBTRACT, next, before), 0.5);
    }

    /** x times a polynomial in w = -ln(1 - x^2); infinite at -1 and 1. */
    private static KerasTensor erfinv(Lowering g, Arguments a) {
        Value above = Numbers.scalar(g, Binary.ADD, a.tensor(g, "x").value(), 1);
        // TensorFlow rounds x + 1, which matters near 1.
        Value x = Numbers.scalar(g, Binary.SUBTRACT, above, 1);
        Value below = Numbers.unary(g, Unary.SCALE_SHIFT, -1, 1, x);
        Value log = Numbers.unary(g, Unary.LOG, Numbers.combine(g, Binary.MULTIPLY, below, above));
        Value w = Numbers.unary(g, Unary.NEGATE, log);
        Value center = polynomial(g, ERFINV_CENTER, Numbers.scalar(g, Binary.SUBTRACT, w, 2.5));
        Value root = Numbers.unary(g, Unary.SQRT, Numbers.scalar(g, Binary.MAXIMUM, w, 5));
        Value tail = polynomial(g, ERFINV_TAIL, Numbers.scalar(g, Binary.SUBTRACT, root, 3));
        Value factor = Numbers.select(g, Numbers.scalar(g, Binary.LESS, w, 5), center, tail);
        Value isEnd = Numbers.scalar(g, Binary.EQUAL, Numbers.unary(g, Unary.ABS, x), 1);
        factor = Numbers.select(g, isEnd, Numbers.number(g, Double.POSITIVE_INFINITY), factor);
        return KerasTensor.of(Numbers.combine(g, Binary.MULTIPLY, x, factor));
    }

    /** The modified Bessel function of order 0. */
    private static KerasTensor i0(Lowering g, Arguments a) {
        Value x = Numbers.unary(g, Unary.ABS, a.tensor(g, "x").value());
        Value near = Numbers.scalar(g, Binary.MINIMUM, x, 8);
        Value far = Numbers.scalar(g, Binary.MAXIMUM, x, 8);
        Value center = chebyshev(g, I0_CENTER, Numbers.unary(g, Unary.SCALE_SHIFT, 0.5, -2, near));
        Value inverse = Numbers.unary(g, Unary.SCALE_SHIFT, 32, -2, Numbers.unary(g, Unary.RECIPROCAL, far));
        Value tail =
                Numbers.combine(g, Binary.DIVIDE, chebyshev(g, I0_TAIL, inverse), Numbers.unary(g, Unary.SQRT, far));
        Value factor = Numbers.select(g, Numbers.scalar(g, Binary.LESS_EQUAL, x, 8), center, tail);
        return KerasTensor.of(Numbers.combine(g, Binary.MULTIPLY, Numbers.unary(g, Unary.EXP, x), factor));
    }
}
