package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scalar and SIMD kernels give the same bits at every length and offset, and write nothing outside. */
class KernelContractTest {
    private static final float GUARD = 1234.5f;
    private static final int PAD = 3;

    private final Scratch scratch = new Scratch();

    /** Runs a kernel on an output array full of guards and compares the whole array. */
    private static void same(String name, int length, BiConsumer<Kernels, float[]> kernel) {
        float[] scalar = new float[length + 2 * PAD];
        Arrays.fill(scalar, GUARD);
        float[] vector = scalar.clone();
        kernel.accept(KernelSelector.scalar(), scalar);
        kernel.accept(KernelSelector.vector(), vector);
        assertArrayEquals(scalar, vector, name + ", length " + length);
        for (int i = 0; i < PAD; i++) {
            assertEquals(GUARD, vector[i], name + " writes before its output");
            assertEquals(GUARD, vector[length + PAD + i], name + " writes after its output, length " + length);
        }
    }

    @ParameterizedTest
    @EnumSource(Unary.class)
    void unaryFunctionsAreEqual(Unary f) {
        for (int n : Sizes.ALL) {
            float[] x = Sizes.random(n + 5, n);
            same(f.name(), n, (k, y) -> k.unary(f, 0.3f, 1.1f, 0.2f, x, 5, y, PAD, n));
            same(f.name(), n, (k, y) -> k.unary(f, 0.3f, Float.POSITIVE_INFINITY, 0f, x, 5, y, PAD, n));
        }
    }

    @ParameterizedTest
    @EnumSource(Unary.class)
    void unaryFunctionsWorkInPlace(Unary f) {
        for (int n : Sizes.ALL) {
            float[] expected = Sizes.random(n, n);
            float[] actual = expected.clone();
            KernelSelector.scalar().unary(f, 0.3f, 1.1f, 0.2f, expected, 0, expected, 0, n);
            KernelSelector.vector().unary(f, 0.3f, 1.1f, 0.2f, actual, 0, actual, 0, n);
            assertArrayEquals(expected, actual);
        }
    }

    @ParameterizedTest
    @EnumSource(Unary.class)
    void unaryFunctionsMayWriteBehindTheirInput(Unary f) {
        for (int n : Sizes.ALL) {
            float[] expected = Sizes.random(n, n);
            float[] scalar = Arrays.copyOf(expected, 2 * n);
            float[] vector = scalar.clone();
            KernelSelector.scalar().unary(f, 0.3f, 1.1f, 0.2f, expected, 0, expected, 0, n);
            KernelSelector.scalar().unary(f, 0.3f, 1.1f, 0.2f, scalar, 0, scalar, n, n);
            KernelSelector.vector().unary(f, 0.3f, 1.1f, 0.2f, vector, 0, vector, n, n);
            assertArrayEquals(expected, Arrays.copyOfRange(scalar, n, 2 * n));
            assertArrayEquals(scalar, vector);
        }
    }

    @ParameterizedTest
    @EnumSource(Binary.class)
    void binaryFunctionsAreEqual(Binary f) {
        for (int n : Sizes.ALL) {
            float[] a = Sizes.random(n + 2, n);
            float[] b = Sizes.random(n + 7, n + 1);
            if (n > 3) {
                b[7] = a[2];
            }
            same(f.name(), n, (k, y) -> k.binary(f, a, 2, b, 7, y, PAD, n));
            for (float number : new float[] {0f, -1.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
                same(f.name(), n, (k, y) -> k.binaryScalar(f, a, 2, number, y, PAD, n));
            }
        }
    }

    @Test
    void multiplyAddsAreEqual() {
        for (int n : Sizes.ALL) {
            float[] a = Sizes.random(n + 2, n);
            float[] b = Sizes.random(n + 7, n + 1);
            float[] c = Sizes.random(n + 1, n + 2);
            same("multiplyAdd", n, (k, y) -> k.multiplyAdd(a, 2, b, 7, y, PAD, n));
            same("addScaled", n, (k, y) -> k.addScaled(0.7f, a, 2, y, PAD, n));
            same("scaleShift", n, (k, y) -> k.scaleShift(a, 2, b, 7, c, 1, y, PAD, n));
            same("standardize", n, (k, y) -> k.standardize(a, 2, 0.3f, 1.7f, y, PAD, n));
        }
    }

    @Test
    void reductionsAreEqual() {
        for (int n : Sizes.ALL) {
            float[] a = Sizes.finite(n + 2, n);
            float[] b = Sizes.finite(n + 7, n + 1);
            float[] wild = Sizes.random(n + 4, n);
            Kernels s = KernelSelector.scalar();
            Kernels v = KernelSelector.vector();
            assertEquals(s.dot(a, 2, b, 7, n, scratch), v.dot(a, 2, b, 7, n, scratch), "dot " + n);
            assertEquals(s.sum(a, 2, n, scratch), v.sum(a, 2, n, scratch), "sum " + n);
            assertEquals(s.max(a, 2, n, scratch), v.max(a, 2, n, scratch), "max " + n);
            assertEquals(s.max(wild, 4, n, scratch), v.max(wild, 4, n, scratch), "max of special values " + n);
            assertEquals(s.sumOfExp(a, 2, 1f, n, scratch), v.sumOfExp(a, 2, 1f, n, scratch), "sumOfExp " + n);
            assertEquals(
                    s.sumOfSquares(a, 2, 0.4f, n, scratch), v.sumOfSquares(a, 2, 0.4f, n, scratch), "squares " + n);
            float[] sums = new float[2];
            same("expOfDifference", n, (k, y) -> {
                sums[k == s ? 0 : 1] = k.expOfDifference(a, 2, 0.9f, y, PAD, n, scratch);
            });
            assertEquals(sums[0], sums[1], "sum of expOfDifference " + n);
        }
    }

    @Test
    void recurrentStatesAreEqual() {
        for (int n : Sizes.ALL) {
            float[] z = Sizes.finite(4 * n + 5, n);
            float[] t = new float[n + 1];
            same("lstmCarry", n, (k, y) -> k.lstmCarry(z, 5, n, y, PAD, t, 1));
            float[] u = Sizes.finite(n + 2, n);
            same("gruState", n, (k, y) -> k.gruState(u, 2, z, 5, y, PAD, n));
        }
    }
}
