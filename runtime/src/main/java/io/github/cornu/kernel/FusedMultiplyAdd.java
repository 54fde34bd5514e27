package io.github.cornu.kernel;

/**
 * The one multiply-add of all kernels: {@code a * b + c}, rounded once.
 *
 * <p>Where the JVM has no instruction for {@code Math.fma}, Java computes it with {@code BigDecimal} in a microsecond, and
 * {@link #exact} computes the same bits in a nanosecond: {@link #HARDWARE} decides about speed only.
 */
final class FusedMultiplyAdd {
    /** Not the one of {@code Float.NaN}. */
    private static final int BITS_OF_A_NAN = 0x7fc00001;

    /**
     * Whether {@code Math.fma} is an instruction of this CPU that this JVM uses. Its Java code answers a NaN with
     * {@code Float.NaN}, whereas the instruction hands on the bits of the NaN. Those of RISC-V do not, but each of its CPUs
     * that runs Java has the instruction.
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

    /** Without the instruction: in double, where the product is exact. The sum is rounded to double, then to float. */
    static float exact(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        float rounded = (float) sum;
        // Rounding twice errs only if the first result lies half way between two floats. Such doubles end with 28
        // zeros.
        if (Double.doubleToRawLongBits(sum) << 36 != 0 || rounded == sum) {
            return rounded;
        }
        return (float) roundedToOdd(product, c, sum);
    }

    /**
     * The sum of two numbers rounded to odd: itself if it is exact, else that of the two doubles around it that ends with a
     * one. It lies on the same side of all floats, and of all middles between two, as the exact sum.
     *
     * @param sum rounded to nearest, ending with a zero
     */
    private static double roundedToOdd(double a, double b, double sum) {
        double part = sum - a;
        double error = (a - (sum - part)) + (b - part);
        if (error == 0) {
            return sum;
        }
        return error > 0 ? Math.nextUp(sum) : Math.nextDown(sum);
    }
}
