package io.github.cornu.kernel;

/**
 * The one multiply-add of all kernels: {@code a * b + c}, rounded once.
 *
 * <p>Where the JVM has no instruction for {@code Math.fma}, Java computes it with {@code BigDecimal} in a microsecond,
 * and {@link #exact} computes the same bits in a nanosecond: {@link #HARDWARE} decides about speed only.
 */
final class FusedMultiplyAdd {
    /** Not the one of {@code Float.NaN}. */
    private static final int BITS_OF_A_NAN = 0x7fc00001;

    /**
     * Whether {@code Math.fma} is an instruction of this CPU that this JVM uses. Its Java code answers a NaN with
     * {@code Float.NaN}, whereas the instruction hands on the bits of the NaN. Those of RISC-V do not, but each of its
     * CPUs that runs Java has the instruction.
     */
    static final boolean HARDWARE =
            keepsBitsOfNaN() || System.getProperty("os.arch", "").startsWith("riscv");

    private FusedMultiplyAdd() {}

    private static boolean keepsBitsOfNaN() {
        float nan = Float.intBitsToFloat(BITS_OF_A_NAN);
        return Float.floatToRawIntBits(Math.fma(nan, 1f, 1f)) == BITS_OF_A_NAN;
    }

    /** {@code a * b + c}, rounded once. */
    static float fma(float a, float b, float c) {
        return HARDWARE ? Math.fma(a, b, c) : exact(a, b, c);
    }

    /**
     * Without the instruction: in double, where the product is exact. The sum is rounded to double, then to float,
     * which errs only if the first result is the middle of two floats and the sum is not; then the neighbour of the
     * middle on the side of the sum is rounded. All in one method: C2 would not inline another one, and loops with
     * calls take twice the time.
     */
    static float exact(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        float rounded = (float) sum;
        if (!isMiddle(sum, rounded)) {
            return rounded;
        }
        double part = sum - product;
        double error = (product - (sum - part)) + (c - part);
        long step = error == 0 ? 0 : error > 0 == sum > 0 ? 1 : -1;
        return (float) Double.longBitsToDouble(Double.doubleToRawLongBits(sum) + step);
    }

    /**
     * Whether a sum is the middle of two floats, or, where they are subnormal, may be: the middle of normal floats ends
     * with a one and 28 zeros, that of subnormal ones with 28 zeros or more. Other sums that end so are rounded as
     * their neighbours are, and those that are rounded to 0 are exact.
     */
    private static boolean isMiddle(double sum, float rounded) {
        long bits = Double.doubleToRawLongBits(sum);
        boolean normal = Math.abs(rounded) > Float.MIN_NORMAL || rounded == 0;
        return normal ? bits << 35 == Long.MIN_VALUE : bits << 36 == 0;
    }
}
