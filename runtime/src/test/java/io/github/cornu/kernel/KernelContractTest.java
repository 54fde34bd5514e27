package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scalar and SIMD kernels give the same bits at every length and offset, and write nothing outside. */
@Tag("smoke")
class KernelContractTest {
    private static void assertEqual(List<KernelCall> calls) {
        for (KernelCall call : calls) {
            String name = call.kernel() + ", length " + call.length();
            float[] vector = call.run(KernelSelector.vector());
            assertArrayEquals(call.run(KernelSelector.scalar()), vector, name);
            for (int i = 0; i < KernelCall.PAD; i++) {
                assertEquals(KernelCall.GUARD, vector[i], name + " writes before its output");
                int after = KernelCall.PAD + call.length() + i;
                assertEquals(KernelCall.GUARD, vector[after], name + " writes after its output");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Unary.class)
    void unaryFunctionsAreEqual(Unary f) {
        assertEqual(KernelCall.of(f));
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
        assertEqual(KernelCall.of(f));
    }

    @Test
    void multiplyAddsAreEqual() {
        assertEqual(KernelCall.multiplyAdds());
    }

    @Test
    void depthwiseConvolutionsAreEqual() {
        assertEqual(KernelCall.depthwise());
    }

    @Test
    void functionsOfRowsAreEqual() {
        assertEqual(KernelCall.rows());
    }

    @Test
    void convolutionsAreEqual() {
        assertEqual(KernelCall.convolutions());
    }

    @Test
    void reductionsAreEqual() {
        assertEqual(KernelCall.reductions());
    }

    @Test
    void recurrentStatesAreEqual() {
        assertEqual(KernelCall.recurrentStates());
    }
}
