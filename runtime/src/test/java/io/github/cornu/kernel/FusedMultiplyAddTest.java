package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The exact multiply-add against {@code Math.fma}, which is an instruction, or {@code BigDecimal} with
 * {@code -XX:-UseFMA}. {@code -Dcornu.fma.cases} sets how many triples each test takes.
 */
class FusedMultiplyAddTest {
    private static final int CASES = Integer.getInteger("cornu.fma.cases", 1_000_000);

    private final Random random = new Random(17);

    /** How many triples were compared, and how many of them would be wrong if they were rounded twice. */
    private int compared;

    private int wrongIfRoundedTwice;

    private void compare(float a, float b, float c) {
        float expected = Math.fma(a, b, c);
        float actual = FusedMultiplyAdd.exact(a, b, c);
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            throw new AssertionError(String.format("%a * %a + %a is %a, not %a", a, b, c, expected, actual));
        }
        float twice = (float) ((double) a * b + c);
        wrongIfRoundedTwice += Float.floatToIntBits(twice) == Float.floatToIntBits(expected) ? 0 : 1;
        compared++;
    }

    /** A number of so many bits, the first and the last of which are ones, times a power of two. */
    private float number(int bits, int exponent) {
        int mantissa = 1 << bits - 1 | random.nextInt(1 << bits - 1) | 1;
        return sign() * (float) Math.scalb((double) mantissa, exponent - bits + 1);
    }

    private int sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    /** From low on, below high. */
    private int between(int low, int high) {
        return low + random.nextInt(high - low);
    }

    @Test
    void anyBitsGiveTheSame() {
        for (int i = 0; i < CASES; i++) {
            compare(
                    Float.intBitsToFloat(random.nextInt()),
                    Float.intBitsToFloat(random.nextInt()),
                    Float.intBitsToFloat(random.nextInt()));
        }
    }

    @Test
    void specialValuesGiveTheSame() {
        float[] positive = {
            0f,
            Float.MIN_VALUE,
            3 * Float.MIN_VALUE,
            0x0.7ffffep-126f,
            0x0.fffffep-126f,
            Float.MIN_NORMAL,
            0x1.000002p-126f,
            0x1p-75f,
            0x1.000002p-75f,
            0x1p-63f,
            0x1p-24f,
            0.5f,
            0x1.fffffep-1f,
            1f,
            0x1.000002p0f,
            1.5f,
            3f,
            0x1p23f,
            0x1.000002p24f,
            0x1p63f,
            0x1.fffffep63f,
            0x1p64f,
            0x1p103f,
            0x1p127f,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NaN
        };
        float[] all = new float[2 * positive.length];
        for (int i = 0; i < positive.length; i++) {
            all[2 * i] = positive[i];
            all[2 * i + 1] = -positive[i];
        }
        for (float a : all) {
            for (float b : all) {
                for (float c : all) {
                    compare(a, b, c);
                }
            }
        }
    }

    @Test
    void productsNearTheThirdNumberGiveTheSame() {
        for (int i = 0; i < CASES; i++) {
            int a = between(-60, 60);
            int b = between(-60, 60);
            compare(
                    number(between(1, 25), a),
                    number(between(1, 25), b),
                    number(between(1, 25), a + b + between(-50, 50)));
        }
    }

    @Test
    void productsThatCancelGiveTheSame() {
        for (int i = 0; i < CASES; i++) {
            float a = number(between(1, 25), between(-70, 60));
            float b = number(between(1, 25), between(-70, 60));
            float c = -a * b;
            compare(a, b, Float.intBitsToFloat(Float.floatToRawIntBits(c) + between(-2, 3)));
        }
    }

    @Test
    void subnormalResultsGiveTheSame() {
        for (int i = 0; i < CASES; i++) {
            int a = between(-100, -40);
            float c = sign() * Float.intBitsToFloat(random.nextInt(0x01000000) >>> random.nextInt(24));
            compare(number(between(1, 25), a), number(between(1, 25), between(-180, -120) - a), c);
        }
    }

    @Test
    void resultsAtTheLargestNumberGiveTheSame() {
        for (int i = 0; i < CASES; i++) {
            int a = between(0, 100);
            float c = sign() * Float.intBitsToFloat(0x7f800000 - 1 - random.nextInt(0x01000000) >>> random.nextInt(2));
            compare(number(between(1, 25), a), number(between(1, 25), between(95, 129) - a), c);
        }
    }

    /**
     * Sums that lie very near the middle of two floats: the product is an odd number of halves of what floats at c are
     * apart, and a little. Rounded twice, they would often be wrong.
     */
    private void middles(int lowest, int highest, int leastBitsOfC) {
        for (int i = 0; i < CASES; i++) {
            int shift = between(38, 47);
            int odd = 2 * random.nextInt(1 << 46 - shift) + 1;
            int a = 1 << 23 | random.nextInt(1 << 23);
            long b = Math.round(odd * Math.scalb(1.0, shift) / a);
            int c = 1 << leastBitsOfC - 1 | random.nextInt(1 << 24) >>> random.nextInt(25 - leastBitsOfC);
            int exponent = between(lowest, highest);
            int half = exponent / 2 - shift / 2;
            compare(
                    sign() * Math.scalb((float) a, half),
                    sign() * (float) Math.scalb((double) b, exponent - shift - half),
                    sign() * (float) Math.scalb((double) c, exponent + 1));
        }
        assertTrue(wrongIfRoundedTwice > compared / 10_000, wrongIfRoundedTwice + " of " + compared);
    }

    @Test
    void middlesOfFloatsGiveTheSame() {
        middles(-120, 80, 24);
    }

    @Test
    void middlesOfSubnormalFloatsGiveTheSame() {
        middles(-150, -149, 20);
    }

    @Test
    void theMiddleBeyondTheLargestNumberGivesTheSame() {
        middles(103, 104, 24);
    }
}
