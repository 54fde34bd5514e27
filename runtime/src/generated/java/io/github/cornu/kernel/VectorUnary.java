package io.github.cornu.kernel;

import static io.github.cornu.kernel.ScalarMath.*;
import static io.github.cornu.kernel.VectorSpeciesHolder.INTS;
import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import io.github.cornu.tensor.Unary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** The functions of {@link ScalarUnary} on vectors. Written by {@code tools/kernels/unary.py}, which says why so. */
final class VectorUnary {
    private VectorUnary() {}

    static void apply(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n) {
        int end = SPECIES.loopBound(n);
        switch (f) {
            case LINEAR -> System.arraycopy(x, xOffset, y, yOffset, end);
            case RELU -> relu(x, xOffset, y, yOffset, end);
            case LEAKY_RELU -> leakyRelu(a, x, xOffset, y, yOffset, end);
            case GENERAL_RELU -> generalRelu(a, b, c, x, xOffset, y, yOffset, end);
            case SCALE_SHIFT -> scaleShift(a, b, x, xOffset, y, yOffset, end);
            case CLIP -> clip(a, b, x, xOffset, y, yOffset, end);
            case HARD_SIGMOID -> hardSigmoid(a, b, x, xOffset, y, yOffset, end);
            case HARD_SILU -> hardSilu(a, b, x, xOffset, y, yOffset, end);
            case CELU -> celu(a, x, xOffset, y, yOffset, end);
            case ELU -> elu(a, b, x, xOffset, y, yOffset, end);
            case EXP -> exp(x, xOffset, y, yOffset, end);
            case SIGMOID -> sigmoid(x, xOffset, y, yOffset, end);
            case SILU -> silu(x, xOffset, y, yOffset, end);
            case TANH -> tanh(x, xOffset, y, yOffset, end);
            case TANH_SHRINK -> tanhShrink(x, xOffset, y, yOffset, end);
            case SOFTPLUS -> softplus(x, xOffset, y, yOffset, end);
            case LOG_SIGMOID -> logSigmoid(x, xOffset, y, yOffset, end);
            case MISH -> mish(x, xOffset, y, yOffset, end);
            case GELU -> gelu(x, xOffset, y, yOffset, end);
            case GELU_TANH -> geluTanh(x, xOffset, y, yOffset, end);
            case SOFTSIGN -> softsign(x, xOffset, y, yOffset, end);
            case HARD_SHRINK -> hardShrink(a, x, xOffset, y, yOffset, end);
            case SOFT_SHRINK -> softShrink(a, x, xOffset, y, yOffset, end);
            case SPARSE_PLUS -> sparsePlus(x, xOffset, y, yOffset, end);
            case SQUAREPLUS -> squareplus(a, x, xOffset, y, yOffset, end);
            case THRESHOLD -> threshold(a, b, x, xOffset, y, yOffset, end);
            case NEGATE -> negate(x, xOffset, y, yOffset, end);
            case ABS -> abs(x, xOffset, y, yOffset, end);
            case SQUARE -> square(x, xOffset, y, yOffset, end);
            case SQRT -> sqrt(x, xOffset, y, yOffset, end);
            case RSQRT -> rsqrt(x, xOffset, y, yOffset, end);
            case RECIPROCAL -> reciprocal(x, xOffset, y, yOffset, end);
            case ROUND_FLOAT16 -> roundFloat16(x, xOffset, y, yOffset, end);
            case ROUND_BFLOAT16 -> roundBfloat16(x, xOffset, y, yOffset, end);
            case ROUND_FLOAT8 -> roundFloat8(x, xOffset, y, yOffset, end);
            case FAKE_QUANTIZE -> fakeQuantize(a, b, c, x, xOffset, y, yOffset, end);
            case LOG, LOG1P, LOG2, LOG10, EXPM1, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, ASINH, ACOSH, ATANH, ERF, ERFC, CBRT, LOG_GAMMA, DIGAMMA, SIGN, FLOOR, CEIL, ROUND, TRUNCATE -> end = 0;
        }
        ScalarUnary.apply(f, a, b, c, x, xOffset + end, y, yOffset + end, n - end);
    }

    static void relu(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.blend(0f, v0.compare(LE, 0f));
            v1.intoArray(y, yOffset + i);
        }
    }

    static void leakyRelu(float slope, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.mul(slope).blend(v0, v0.compare(GT, 0f));
            v1.intoArray(y, yOffset + i);
        }
    }

    static void generalRelu(float slope, float max, float threshold, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.blend(0f, v0.compare(LE, threshold));
            FloatVector v2 = v1.blend(0f, v1.compare(LT, 0f));
            FloatVector v3 = v2.blend(max, v2.compare(GT, max));
            FloatVector v4 = max == Float.POSITIVE_INFINITY ? v1 : v3;
            FloatVector v5 = FloatVector.broadcast(SPECIES, threshold).sub(v0);
            FloatVector v6 = v5.blend(0f, v5.compare(LE, 0f));
            FloatVector v7 = v6.fma(FloatVector.broadcast(SPECIES, -slope), v4);
            v7.intoArray(y, yOffset + i);
        }
    }

    static void scaleShift(float scale, float shift, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.fma(scale, shift);
            v1.intoArray(y, yOffset + i);
        }
    }

    static void clip(float low, float high, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.blend(low, v0.compare(LT, low));
            FloatVector v2 = v1.blend(high, v1.compare(GT, high));
            v2.intoArray(y, yOffset + i);
        }
    }

    static void hardSigmoid(float slope, float offset, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.fma(slope, offset);
            FloatVector v2 = v1.blend(0f, v1.compare(LT, 0f));
            FloatVector v3 = v2.blend(1f, v2.compare(GT, 1f));
            v3.intoArray(y, yOffset + i);
        }
    }

    static void hardSilu(float slope, float offset, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.fma(slope, offset);
            FloatVector v2 = v1.blend(0f, v1.compare(LT, 0f));
            FloatVector v3 = v2.blend(1f, v2.compare(GT, 1f));
            FloatVector v4 = v0.mul(v3);
            v4.intoArray(y, yOffset + i);
        }
    }

    static void celu(float alpha, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.div(alpha);
            FloatVector v2 = v1.fma(LOG2_E, ROUNDING);
            FloatVector v3 = v2.sub(ROUNDING);
            FloatVector v4 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v1);
            FloatVector v5 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v4);
            FloatVector v6 = v5.fma(E0, E1);
            FloatVector v7 = v6.fma(v5, FloatVector.broadcast(SPECIES, E2));
            FloatVector v8 = v7.fma(v5, FloatVector.broadcast(SPECIES, E3));
            FloatVector v9 = v8.fma(v5, FloatVector.broadcast(SPECIES, E4));
            FloatVector v10 = v9.fma(v5, FloatVector.broadcast(SPECIES, E5));
            FloatVector v11 = v10.fma(v5.mul(v5), v5);
            FloatVector v12 = (FloatVector) ((IntVector) v2.reinterpretShape(INTS, 0)).add(127).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v13 = v11.fma(v12, v12.sub(1f));
            FloatVector v14 = v13.blend(-1f, v1.compare(LT, EXP_MIN));
            FloatVector v15 = v14.mul(alpha);
            FloatVector v16 = v15.blend(v0, v0.compare(GT, 0f));
            v16.intoArray(y, yOffset + i);
        }
    }

    static void elu(float alpha, float scale, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.fma(LOG2_E, ROUNDING);
            FloatVector v2 = v1.sub(ROUNDING);
            FloatVector v3 = v2.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v0);
            FloatVector v4 = v2.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v3);
            FloatVector v5 = v4.fma(E0, E1);
            FloatVector v6 = v5.fma(v4, FloatVector.broadcast(SPECIES, E2));
            FloatVector v7 = v6.fma(v4, FloatVector.broadcast(SPECIES, E3));
            FloatVector v8 = v7.fma(v4, FloatVector.broadcast(SPECIES, E4));
            FloatVector v9 = v8.fma(v4, FloatVector.broadcast(SPECIES, E5));
            FloatVector v10 = v9.fma(v4.mul(v4), v4);
            FloatVector v11 = (FloatVector) ((IntVector) v1.reinterpretShape(INTS, 0)).add(127).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v12 = v10.fma(v11, v11.sub(1f));
            FloatVector v13 = v12.blend(-1f, v0.compare(LT, EXP_MIN));
            FloatVector v14 = v13.mul(alpha);
            FloatVector v15 = v14.blend(v0, v0.compare(GT, 0f));
            FloatVector v16 = v15.mul(scale);
            v16.intoArray(y, yOffset + i);
        }
    }

    static void exp(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.fma(LOG2_E, ROUNDING);
            FloatVector v2 = v1.sub(ROUNDING);
            FloatVector v3 = v2.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v0);
            FloatVector v4 = v2.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v3);
            FloatVector v5 = v4.fma(E0, E1);
            FloatVector v6 = v5.fma(v4, FloatVector.broadcast(SPECIES, E2));
            FloatVector v7 = v6.fma(v4, FloatVector.broadcast(SPECIES, E3));
            FloatVector v8 = v7.fma(v4, FloatVector.broadcast(SPECIES, E4));
            FloatVector v9 = v8.fma(v4, FloatVector.broadcast(SPECIES, E5));
            FloatVector v10 = v9.fma(v4.mul(v4), v4);
            FloatVector v11 = v10.add(1f);
            FloatVector v12 = (FloatVector) ((IntVector) v1.reinterpretShape(INTS, 0)).add(126).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v13 = v11.add(v11).mul(v12);
            FloatVector v14 = v13.blend(0f, v0.compare(LT, EXP_MIN));
            FloatVector v15 = v14.blend(Float.POSITIVE_INFINITY, v0.compare(GT, EXP_MAX));
            v15.intoArray(y, yOffset + i);
        }
    }

    static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.neg();
            FloatVector v2 = v1.fma(LOG2_E, ROUNDING);
            FloatVector v3 = v2.sub(ROUNDING);
            FloatVector v4 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v1);
            FloatVector v5 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v4);
            FloatVector v6 = v5.fma(E0, E1);
            FloatVector v7 = v6.fma(v5, FloatVector.broadcast(SPECIES, E2));
            FloatVector v8 = v7.fma(v5, FloatVector.broadcast(SPECIES, E3));
            FloatVector v9 = v8.fma(v5, FloatVector.broadcast(SPECIES, E4));
            FloatVector v10 = v9.fma(v5, FloatVector.broadcast(SPECIES, E5));
            FloatVector v11 = v10.fma(v5.mul(v5), v5);
            FloatVector v12 = v11.add(1f);
            FloatVector v13 = (FloatVector) ((IntVector) v2.reinterpretShape(INTS, 0)).add(126).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v14 = v12.add(v12).mul(v13);
            FloatVector v15 = v14.blend(0f, v1.compare(LT, EXP_MIN));
            FloatVector v16 = v15.blend(Float.POSITIVE_INFINITY, v1.compare(GT, EXP_MAX));
            FloatVector v17 = FloatVector.broadcast(SPECIES, 1f).div(v16.add(1f));
            v17.intoArray(y, yOffset + i);
        }
    }

    static void silu(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.neg();
            FloatVector v2 = v1.fma(LOG2_E, ROUNDING);
            FloatVector v3 = v2.sub(ROUNDING);
            FloatVector v4 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v1);
            FloatVector v5 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v4);
            FloatVector v6 = v5.fma(E0, E1);
            FloatVector v7 = v6.fma(v5, FloatVector.broadcast(SPECIES, E2));
            FloatVector v8 = v7.fma(v5, FloatVector.broadcast(SPECIES, E3));
            FloatVector v9 = v8.fma(v5, FloatVector.broadcast(SPECIES, E4));
            FloatVector v10 = v9.fma(v5, FloatVector.broadcast(SPECIES, E5));
            FloatVector v11 = v10.fma(v5.mul(v5), v5);
            FloatVector v12 = v11.add(1f);
            FloatVector v13 = (FloatVector) ((IntVector) v2.reinterpretShape(INTS, 0)).add(126).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v14 = v12.add(v12).mul(v13);
            FloatVector v15 = v14.blend(0f, v1.compare(LT, EXP_MIN));
            FloatVector v16 = v15.blend(Float.POSITIVE_INFINITY, v1.compare(GT, EXP_MAX));
            FloatVector v17 = FloatVector.broadcast(SPECIES, 1f).div(v16.add(1f));
            FloatVector v18 = v0.mul(v17);
            v18.intoArray(y, yOffset + i);
        }
    }

    static void tanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.blend(TANH_LIMIT, v0.compare(GT, TANH_LIMIT));
            FloatVector v2 = v1.blend(-TANH_LIMIT, v1.compare(LT, -TANH_LIMIT));
            FloatVector v3 = v2.mul(v2);
            FloatVector v4 = v3.fma(TP13, TP11);
            FloatVector v5 = v4.fma(v3, FloatVector.broadcast(SPECIES, TP9));
            FloatVector v6 = v5.fma(v3, FloatVector.broadcast(SPECIES, TP7));
            FloatVector v7 = v6.fma(v3, FloatVector.broadcast(SPECIES, TP5));
            FloatVector v8 = v7.fma(v3, FloatVector.broadcast(SPECIES, TP3));
            FloatVector v9 = v8.fma(v3, FloatVector.broadcast(SPECIES, TP1));
            FloatVector v10 = v3.fma(TQ6, TQ4);
            FloatVector v11 = v10.fma(v3, FloatVector.broadcast(SPECIES, TQ2));
            FloatVector v12 = v11.fma(v3, FloatVector.broadcast(SPECIES, TQ0));
            FloatVector v13 = v2.mul(v9.div(v12));
            v13.intoArray(y, yOffset + i);
        }
    }

    static void tanhShrink(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.blend(TANH_LIMIT, v0.compare(GT, TANH_LIMIT));
            FloatVector v2 = v1.blend(-TANH_LIMIT, v1.compare(LT, -TANH_LIMIT));
            FloatVector v3 = v2.mul(v2);
            FloatVector v4 = v3.fma(TP13, TP11);
            FloatVector v5 = v4.fma(v3, FloatVector.broadcast(SPECIES, TP9));
            FloatVector v6 = v5.fma(v3, FloatVector.broadcast(SPECIES, TP7));
            FloatVector v7 = v6.fma(v3, FloatVector.broadcast(SPECIES, TP5));
            FloatVector v8 = v7.fma(v3, FloatVector.broadcast(SPECIES, TP3));
            FloatVector v9 = v8.fma(v3, FloatVector.broadcast(SPECIES, TP1));
            FloatVector v10 = v3.fma(TQ6, TQ4);
            FloatVector v11 = v10.fma(v3, FloatVector.broadcast(SPECIES, TQ2));
            FloatVector v12 = v11.fma(v3, FloatVector.broadcast(SPECIES, TQ0));
            FloatVector v13 = v2.mul(v9.div(v12));
            FloatVector v14 = v0.sub(v13);
            v14.intoArray(y, yOffset + i);
        }
    }

    static void softplus(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.abs().neg();
            FloatVector v2 = v1.fma(LOG2_E, ROUNDING);
            FloatVector v3 = v2.sub(ROUNDING);
            FloatVector v4 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v1);
            FloatVector v5 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v4);
            FloatVector v6 = v5.fma(E0, E1);
            FloatVector v7 = v6.fma(v5, FloatVector.broadcast(SPECIES, E2));
            FloatVector v8 = v7.fma(v5, FloatVector.broadcast(SPECIES, E3));
            FloatVector v9 = v8.fma(v5, FloatVector.broadcast(SPECIES, E4));
            FloatVector v10 = v9.fma(v5, FloatVector.broadcast(SPECIES, E5));
            FloatVector v11 = v10.fma(v5.mul(v5), v5);
            FloatVector v12 = v11.add(1f);
            FloatVector v13 = (FloatVector) ((IntVector) v2.reinterpretShape(INTS, 0)).add(126).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v14 = v12.add(v12).mul(v13);
            FloatVector v15 = v14.blend(0f, v1.compare(LT, EXP_MIN));
            FloatVector v16 = v15.blend(Float.POSITIVE_INFINITY, v1.compare(GT, EXP_MAX));
            FloatVector v17 = v16.blend(v16.fma(0.5f, -0.5f), v16.compare(GT, SQRT2_LESS_1));
            FloatVector v18 = v17.mul(v17);
            FloatVector v19 = v17.fma(L0, L1);
            FloatVector v20 = v19.fma(v17, FloatVector.broadcast(SPECIES, L2));
            FloatVector v21 = v20.fma(v17, FloatVector.broadcast(SPECIES, L3));
            FloatVector v22 = v21.fma(v17, FloatVector.broadcast(SPECIES, L4));
            FloatVector v23 = v22.fma(v17, FloatVector.broadcast(SPECIES, L5));
            FloatVector v24 = v23.fma(v17, FloatVector.broadcast(SPECIES, L6));
            FloatVector v25 = v24.fma(v17, FloatVector.broadcast(SPECIES, L7));
            FloatVector v26 = v25.fma(v17, FloatVector.broadcast(SPECIES, L8));
            FloatVector v27 = v26.fma(v18.mul(v17), v18.fma(FloatVector.broadcast(SPECIES, -0.5f), v17));
            FloatVector v28 = v27.blend(v27.add(LN2), v16.compare(GT, SQRT2_LESS_1));
            FloatVector v29 = v0.blend(0f, v0.compare(LE, 0f));
            FloatVector v30 = v29.add(v28);
            v30.intoArray(y, yOffset + i);
        }
    }

    static void logSigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.neg();
            FloatVector v2 = v1.abs().neg();
            FloatVector v3 = v2.fma(LOG2_E, ROUNDING);
            FloatVector v4 = v3.sub(ROUNDING);
            FloatVector v5 = v4.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v2);
            FloatVector v6 = v4.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v5);
            FloatVector v7 = v6.fma(E0, E1);
            FloatVector v8 = v7.fma(v6, FloatVector.broadcast(SPECIES, E2));
            FloatVector v9 = v8.fma(v6, FloatVector.broadcast(SPECIES, E3));
            FloatVector v10 = v9.fma(v6, FloatVector.broadcast(SPECIES, E4));
            FloatVector v11 = v10.fma(v6, FloatVector.broadcast(SPECIES, E5));
            FloatVector v12 = v11.fma(v6.mul(v6), v6);
            FloatVector v13 = v12.add(1f);
            FloatVector v14 = (FloatVector) ((IntVector) v3.reinterpretShape(INTS, 0)).add(126).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v15 = v13.add(v13).mul(v14);
            FloatVector v16 = v15.blend(0f, v2.compare(LT, EXP_MIN));
            FloatVector v17 = v16.blend(Float.POSITIVE_INFINITY, v2.compare(GT, EXP_MAX));
            FloatVector v18 = v17.blend(v17.fma(0.5f, -0.5f), v17.compare(GT, SQRT2_LESS_1));
            FloatVector v19 = v18.mul(v18);
            FloatVector v20 = v18.fma(L0, L1);
            FloatVector v21 = v20.fma(v18, FloatVector.broadcast(SPECIES, L2));
            FloatVector v22 = v21.fma(v18, FloatVector.broadcast(SPECIES, L3));
            FloatVector v23 = v22.fma(v18, FloatVector.broadcast(SPECIES, L4));
            FloatVector v24 = v23.fma(v18, FloatVector.broadcast(SPECIES, L5));
            FloatVector v25 = v24.fma(v18, FloatVector.broadcast(SPECIES, L6));
            FloatVector v26 = v25.fma(v18, FloatVector.broadcast(SPECIES, L7));
            FloatVector v27 = v26.fma(v18, FloatVector.broadcast(SPECIES, L8));
            FloatVector v28 = v27.fma(v19.mul(v18), v19.fma(FloatVector.broadcast(SPECIES, -0.5f), v18));
            FloatVector v29 = v28.blend(v28.add(LN2), v17.compare(GT, SQRT2_LESS_1));
            FloatVector v30 = v1.blend(0f, v1.compare(LE, 0f));
            FloatVector v31 = v30.add(v29);
            FloatVector v32 = v31.neg();
            v32.intoArray(y, yOffset + i);
        }
    }

    static void mish(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.abs().neg();
            FloatVector v2 = v1.fma(LOG2_E, ROUNDING);
            FloatVector v3 = v2.sub(ROUNDING);
            FloatVector v4 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v1);
            FloatVector v5 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v4);
            FloatVector v6 = v5.fma(E0, E1);
            FloatVector v7 = v6.fma(v5, FloatVector.broadcast(SPECIES, E2));
            FloatVector v8 = v7.fma(v5, FloatVector.broadcast(SPECIES, E3));
            FloatVector v9 = v8.fma(v5, FloatVector.broadcast(SPECIES, E4));
            FloatVector v10 = v9.fma(v5, FloatVector.broadcast(SPECIES, E5));
            FloatVector v11 = v10.fma(v5.mul(v5), v5);
            FloatVector v12 = v11.add(1f);
            FloatVector v13 = (FloatVector) ((IntVector) v2.reinterpretShape(INTS, 0)).add(126).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v14 = v12.add(v12).mul(v13);
            FloatVector v15 = v14.blend(0f, v1.compare(LT, EXP_MIN));
            FloatVector v16 = v15.blend(Float.POSITIVE_INFINITY, v1.compare(GT, EXP_MAX));
            FloatVector v17 = v16.blend(v16.fma(0.5f, -0.5f), v16.compare(GT, SQRT2_LESS_1));
            FloatVector v18 = v17.mul(v17);
            FloatVector v19 = v17.fma(L0, L1);
            FloatVector v20 = v19.fma(v17, FloatVector.broadcast(SPECIES, L2));
            FloatVector v21 = v20.fma(v17, FloatVector.broadcast(SPECIES, L3));
            FloatVector v22 = v21.fma(v17, FloatVector.broadcast(SPECIES, L4));
            FloatVector v23 = v22.fma(v17, FloatVector.broadcast(SPECIES, L5));
            FloatVector v24 = v23.fma(v17, FloatVector.broadcast(SPECIES, L6));
            FloatVector v25 = v24.fma(v17, FloatVector.broadcast(SPECIES, L7));
            FloatVector v26 = v25.fma(v17, FloatVector.broadcast(SPECIES, L8));
            FloatVector v27 = v26.fma(v18.mul(v17), v18.fma(FloatVector.broadcast(SPECIES, -0.5f), v17));
            FloatVector v28 = v27.blend(v27.add(LN2), v16.compare(GT, SQRT2_LESS_1));
            FloatVector v29 = v0.blend(0f, v0.compare(LE, 0f));
            FloatVector v30 = v29.add(v28);
            FloatVector v31 = v30.blend(TANH_LIMIT, v30.compare(GT, TANH_LIMIT));
            FloatVector v32 = v31.blend(-TANH_LIMIT, v31.compare(LT, -TANH_LIMIT));
            FloatVector v33 = v32.mul(v32);
            FloatVector v34 = v33.fma(TP13, TP11);
            FloatVector v35 = v34.fma(v33, FloatVector.broadcast(SPECIES, TP9));
            FloatVector v36 = v35.fma(v33, FloatVector.broadcast(SPECIES, TP7));
            FloatVector v37 = v36.fma(v33, FloatVector.broadcast(SPECIES, TP5));
            FloatVector v38 = v37.fma(v33, FloatVector.broadcast(SPECIES, TP3));
            FloatVector v39 = v38.fma(v33, FloatVector.broadcast(SPECIES, TP1));
            FloatVector v40 = v33.fma(TQ6, TQ4);
            FloatVector v41 = v40.fma(v33, FloatVector.broadcast(SPECIES, TQ2));
            FloatVector v42 = v41.fma(v33, FloatVector.broadcast(SPECIES, TQ0));
            FloatVector v43 = v32.mul(v39.div(v42));
            FloatVector v44 = v0.mul(v43);
            v44.intoArray(y, yOffset + i);
        }
    }

    static void gelu(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.mul(SQRT_HALF);
            FloatVector v2 = v1.blend(ERF_LIMIT, v1.compare(GT, ERF_LIMIT));
            FloatVector v3 = v2.blend(-ERF_LIMIT, v2.compare(LT, -ERF_LIMIT));
            FloatVector v4 = v3.mul(v3);
            FloatVector v5 = v4.fma(RP13, RP11);
            FloatVector v6 = v5.fma(v4, FloatVector.broadcast(SPECIES, RP9));
            FloatVector v7 = v6.fma(v4, FloatVector.broadcast(SPECIES, RP7));
            FloatVector v8 = v7.fma(v4, FloatVector.broadcast(SPECIES, RP5));
            FloatVector v9 = v8.fma(v4, FloatVector.broadcast(SPECIES, RP3));
            FloatVector v10 = v9.fma(v4, FloatVector.broadcast(SPECIES, RP1));
            FloatVector v11 = v4.fma(RQ8, RQ6);
            FloatVector v12 = v11.fma(v4, FloatVector.broadcast(SPECIES, RQ4));
            FloatVector v13 = v12.fma(v4, FloatVector.broadcast(SPECIES, RQ2));
            FloatVector v14 = v13.fma(v4, FloatVector.broadcast(SPECIES, RQ0));
            FloatVector v15 = v3.mul(v10.div(v14));
            FloatVector v16 = v0.mul(0.5f).mul(v15.add(1f));
            v16.intoArray(y, yOffset + i);
        }
    }

    static void geluTanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.mul(GELU_CUBIC).mul(v0).fma(v0, v0).mul(SQRT_2_OVER_PI);
            FloatVector v2 = v1.blend(TANH_LIMIT, v1.compare(GT, TANH_LIMIT));
            FloatVector v3 = v2.blend(-TANH_LIMIT, v2.compare(LT, -TANH_LIMIT));
            FloatVector v4 = v3.mul(v3);
            FloatVector v5 = v4.fma(TP13, TP11);
            FloatVector v6 = v5.fma(v4, FloatVector.broadcast(SPECIES, TP9));
            FloatVector v7 = v6.fma(v4, FloatVector.broadcast(SPECIES, TP7));
            FloatVector v8 = v7.fma(v4, FloatVector.broadcast(SPECIES, TP5));
            FloatVector v9 = v8.fma(v4, FloatVector.broadcast(SPECIES, TP3));
            FloatVector v10 = v9.fma(v4, FloatVector.broadcast(SPECIES, TP1));
            FloatVector v11 = v4.fma(TQ6, TQ4);
            FloatVector v12 = v11.fma(v4, FloatVector.broadcast(SPECIES, TQ2));
            FloatVector v13 = v12.fma(v4, FloatVector.broadcast(SPECIES, TQ0));
            FloatVector v14 = v3.mul(v10.div(v13));
            FloatVector v15 = v0.mul(0.5f).mul(v14.add(1f));
            v15.intoArray(y, yOffset + i);
        }
    }

    static void softsign(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.div(v0.abs().add(1f));
            v1.intoArray(y, yOffset + i);
        }
    }

    static void hardShrink(float limit, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.blend(0f, v0.abs().compare(LE, limit));
            v1.intoArray(y, yOffset + i);
        }
    }

    static void softShrink(float limit, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.mul(0f).blend(v0.add(limit), v0.compare(LT, -limit));
            FloatVector v2 = v1.blend(v0.sub(limit), v0.compare(GT, limit));
            v2.intoArray(y, yOffset + i);
        }
    }

    static void sparsePlus(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.add(1f);
            FloatVector v2 = v0.blend(v1.mul(0.25f).mul(v1), v0.compare(LT, 1f));
            FloatVector v3 = v2.blend(0f, v0.compare(LE, -1f));
            v3.intoArray(y, yOffset + i);
        }
    }

    static void squareplus(float b, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.add(v0.fma(v0, FloatVector.broadcast(SPECIES, b)).sqrt()).mul(0.5f);
            v1.intoArray(y, yOffset + i);
        }
    }

    static void threshold(float limit, float value, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.blend(value, v0.compare(LE, limit));
            v1.intoArray(y, yOffset + i);
        }
    }

    static void negate(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.neg();
            v1.intoArray(y, yOffset + i);
        }
    }

    static void abs(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.abs();
            v1.intoArray(y, yOffset + i);
        }
    }

    static void square(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.mul(v0);
            v1.intoArray(y, yOffset + i);
        }
    }

    static void sqrt(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.sqrt();
            v1.intoArray(y, yOffset + i);
        }
    }

    static void rsqrt(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = FloatVector.broadcast(SPECIES, 1f).div(v0.sqrt());
            v1.intoArray(y, yOffset + i);
        }
    }

    static void reciprocal(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = FloatVector.broadcast(SPECIES, 1f).div(v0);
            v1.intoArray(y, yOffset + i);
        }
    }

    static void roundFloat16(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.abs();
            IntVector v2 = (IntVector) v1.reinterpretShape(INTS, 0);
            IntVector v3 = v2.lanewise(LSHR, 13).and(1).add(0xfff).add(v2);
            IntVector v4 = v3.and(0xffffe000);
            FloatVector v5 = (FloatVector) v4.reinterpretShape(SPECIES, 0);
            FloatVector v6 = v5.blend(Float.POSITIVE_INFINITY, v5.compare(GT, 65504f));
            FloatVector v7 = v1.add(0.5f).sub(0.5f);
            FloatVector v8 = v6.blend(v7, v1.compare(LT, 0x1p-14f));
            IntVector v9 = ((IntVector) v0.reinterpretShape(INTS, 0)).and(0x80000000);
            IntVector v10 = ((IntVector) v8.reinterpretShape(INTS, 0)).or(v9);
            FloatVector v11 = (FloatVector) v10.reinterpretShape(SPECIES, 0);
            FloatVector v12 = v11.blend(v0, v0.compare(NE, v0));
            v12.intoArray(y, yOffset + i);
        }
    }

    static void roundBfloat16(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.abs();
            IntVector v2 = (IntVector) v1.reinterpretShape(INTS, 0);
            IntVector v3 = v2.lanewise(LSHR, 16).and(1).add(0x7fff).add(v2);
            IntVector v4 = v3.and(0xffff0000);
            FloatVector v5 = (FloatVector) v4.reinterpretShape(SPECIES, 0);
            IntVector v6 = ((IntVector) v0.reinterpretShape(INTS, 0)).and(0x80000000);
            IntVector v7 = ((IntVector) v5.reinterpretShape(INTS, 0)).or(v6);
            FloatVector v8 = (FloatVector) v7.reinterpretShape(SPECIES, 0);
            FloatVector v9 = v8.blend(v0, v0.compare(NE, v0));
            v9.intoArray(y, yOffset + i);
        }
    }

    static void roundFloat8(float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.abs();
            IntVector v2 = (IntVector) v1.reinterpretShape(INTS, 0);
            IntVector v3 = v2.lanewise(LSHR, 20).and(1).add(0x7ffff).add(v2);
            IntVector v4 = v3.and(0xfff00000);
            FloatVector v5 = (FloatVector) v4.reinterpretShape(SPECIES, 0);
            FloatVector v6 = v5.blend(Float.POSITIVE_INFINITY, v5.compare(GT, 448f));
            FloatVector v7 = v1.add(16384f).sub(16384f);
            FloatVector v8 = v6.blend(v7, v1.compare(LT, 0x1p-6f));
            IntVector v9 = ((IntVector) v0.reinterpretShape(INTS, 0)).and(0x80000000);
            IntVector v10 = ((IntVector) v8.reinterpretShape(INTS, 0)).or(v9);
            FloatVector v11 = (FloatVector) v10.reinterpretShape(SPECIES, 0);
            FloatVector v12 = v11.blend(v0, v0.compare(NE, v0));
            v12.intoArray(y, yOffset + i);
        }
    }

    static void fakeQuantize(float low, float high, float scale, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        float zero = floor(0.5f - low / scale);
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.blend(low, v0.compare(LT, low));
            FloatVector v2 = v1.blend(high, v1.compare(GT, high));
            FloatVector v3 = v2.sub(low).div(scale).sub(zero).add(0.5f);
            FloatVector v4 = v3.add(ROUNDING).sub(ROUNDING);
            FloatVector v5 = v4.blend(v4.sub(1f), v4.compare(GT, v3)).mul(scale);
            v5.intoArray(y, yOffset + i);
        }
    }

    /** y = e^(x - max), for a whole number of vectors. */
    static void expOfDifference(float max, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int i = 0; i < n; i += LANES) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v1 = v0.sub(max);
            FloatVector v2 = v1.fma(LOG2_E, ROUNDING);
            FloatVector v3 = v2.sub(ROUNDING);
            FloatVector v4 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), v1);
            FloatVector v5 = v3.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), v4);
            FloatVector v6 = v5.fma(E0, E1);
            FloatVector v7 = v6.fma(v5, FloatVector.broadcast(SPECIES, E2));
            FloatVector v8 = v7.fma(v5, FloatVector.broadcast(SPECIES, E3));
            FloatVector v9 = v8.fma(v5, FloatVector.broadcast(SPECIES, E4));
            FloatVector v10 = v9.fma(v5, FloatVector.broadcast(SPECIES, E5));
            FloatVector v11 = v10.fma(v5.mul(v5), v5);
            FloatVector v12 = v11.add(1f);
            FloatVector v13 = (FloatVector) ((IntVector) v2.reinterpretShape(INTS, 0)).add(126).lanewise(LSHL, 23).reinterpretShape(SPECIES, 0);
            FloatVector v14 = v12.add(v12).mul(v13);
            FloatVector v15 = v14.blend(0f, v1.compare(LT, EXP_MIN));
            FloatVector v16 = v15.blend(Float.POSITIVE_INFINITY, v1.compare(GT, EXP_MAX));
            v16.intoArray(y, yOffset + i);
        }
    }
}
