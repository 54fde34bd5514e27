package io.github.cornu.kernel;

/**
 * The multiply-add that all kernels use.
 *
 * <p>{@link #HARDWARE} tells whether this CPU has an instruction for {@code Math.fma}. Without one, a call takes
 * microseconds, so the kernels compute {@code a * b + c}, which rounds twice, and results may differ in their last bits
 * from those of other machines.
 */
final class FusedMultiplyAdd {
    private static final int BATCHES = 8;
    private static final int CALLS = 8;
    private static final long SLOW_NANOS_A_CALL = 400;

    /** True if {@code Math.fma} is one instruction, in compiled code and in the interpreter. */
    static final boolean HARDWARE = measure();

    private FusedMultiplyAdd() {}

    /** {@code a * b + c}, rounded once where {@link #HARDWARE}. */
    static float fma(float a, float b, float c) {
        return HARDWARE ? Math.fma(a, b, c) : a * b + c;
    }

    private static boolean measure() {
        long best = Long.MAX_VALUE;
        float x = 1.0009765f;
        for (int batch = 0; batch < BATCHES; batch++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                x = Math.fma(x, 0.99f, 0.013f);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best < CALLS * SLOW_NANOS_A_CALL && x > 0;
    }
}
