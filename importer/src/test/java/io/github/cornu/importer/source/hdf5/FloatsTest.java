package io.github.cornu.importer.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.ModelException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Weights of all number types become floats that are the same numbers, or the nearest ones of float64. */
class FloatsTest {
    private static final int EXACT = 1 << 24;

    private static String message(Object data) {
        return assertThrows(ModelException.class, () -> Floats.of(data, 1, "'w'"))
                .getMessage();
    }

    @Test
    void wholeNumbersThatFit() {
        long[] longs = {0, -3, EXACT, -EXACT, EXACT + 2, 1L << 40, Long.MIN_VALUE};
        assertArrayEquals(new float[] {0, -3, EXACT, -EXACT, EXACT + 2, 0x1p40f, -0x1p63f}, Floats.of(longs, 7, "'w'"));
        assertArrayEquals(new float[] {7, -8}, Floats.of(new byte[] {7, -8}, 2, "'w'"));
        assertArrayEquals(new float[] {0x1p63f}, Floats.of(new BigInteger[] {BigInteger.ONE.shiftLeft(63)}, 1, "'w'"));
    }

    @Test
    void wholeNumbersThatDoNotFitAreRefused() {
        String end = ", which does not fit into a float";
        assertEquals("'w' holds the number 16777217" + end, message(new long[] {EXACT + 1}));
        assertEquals("'w' holds the number -16777217" + end, message(new int[] {-EXACT - 1}));
        assertEquals("'w' holds the number 9223372036854775807" + end, message(new long[] {Long.MAX_VALUE}));
        BigInteger odd = BigInteger.ONE.shiftLeft(63).add(BigInteger.ONE);
        assertEquals("'w' holds the number " + odd + end, message(new BigInteger[] {odd}));
        assertEquals("'w' holds the number 16777217" + end, message(EXACT + 1L));
    }

    @Test
    void doublesAreRounded() {
        assertArrayEquals(new float[] {0.1f, EXACT}, Floats.of(new double[] {0.1, EXACT + 1.0}, 2, "'w'"));
        assertArrayEquals(new float[] {Float.POSITIVE_INFINITY}, Floats.of(new double[] {1e300}, 1, "'w'"));
    }
}
