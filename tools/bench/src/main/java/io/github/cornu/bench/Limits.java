package io.github.cornu.bench;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What one core of this machine can do at best, through the Vector API: multiply-adds, and reading arrays that start at
 * a cache line. Prints {@code flops F} and {@code read_BYTES B}, a nanosecond.
 */
public final class Limits {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** 16 bytes of header and 12 floats make a cache line, in an array too large to be moved. */
    private static final int FIRST = 12;

    private static final int[] KIBIBYTES = {16, 32, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
    private static final int STEPS = 4096;
    private static final int ROUNDS = 60;
    private static final long SAMPLE_NANOS = 2_000_000;

    private static float sink;

    private Limits() {}

    public static void main(String[] args) {
        System.out.printf("flops %.2f%n", 2.0 * 16 * LANES * STEPS / best(Limits::multiplyAdds));
        float[] data = new float[FIRST + KIBIBYTES[KIBIBYTES.length - 1] * 256];
        Arrays.fill(data, 1f);
        for (int size : KIBIBYTES) {
            int floats = size * 256;
            System.out.printf("read_%d %.2f%n", size * 1024, 4.0 * floats / best(() -> read(data, floats)));
        }
    }

    /** Nanoseconds of one run, the least of many samples. */
    private static double best(Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        int repeats = 1;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                work.run();
            }
            long nanos = System.nanoTime() - start;
            best = Math.min(best, (double) nanos / repeats);
            if (nanos < SAMPLE_NANOS) {
                repeats *= 2;
            }
        }
        return best;
    }

    private static void multiplyAdds() {
        FloatVector f = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector s0 = f, s1 = f, s2 = f, s3 = f, s4 = f, s5 = f, s6 = f, s7 = f;
        FloatVector s8 = f, s9 = f, s10 = f, s11 = f, s12 = f, s13 = f, s14 = f, s15 = f;
        for (int i = 0; i < STEPS; i++) {
            s0 = s0.fma(f, f);
            s1 = s1.fma(f, f);
            s2 = s2.fma(f, f);
            s3 = s3.fma(f, f);
            s4 = s4.fma(f, f);
            s5 = s5.fma(f, f);
            s6 = s6.fma(f, f);
            s7 = s7.fma(f, f);
            s8 = s8.fma(f, f);
            s9 = s9.fma(f, f);
            s10 = s10.fma(f, f);
            s11 = s11.fma(f, f);
            s12 = s12.fma(f, f);
            s13 = s13.fma(f, f);
            s14 = s14.fma(f, f);
            s15 = s15.fma(f, f);
        }
        FloatVector a = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7);
        FloatVector b = s8.add(s9).add(s10).add(s11).add(s12).add(s13).add(s14).add(s15);
        sink = a.add(b).lane(0);
    }

    private static void read(float[] data, int floats) {
        FloatVector f = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector s0 = f, s1 = f, s2 = f, s3 = f, s4 = f, s5 = f, s6 = f, s7 = f;
        for (int i = FIRST; i < FIRST + floats; i += 8 * LANES) {
            s0 = f.fma(FloatVector.fromArray(SPECIES, data, i), s0);
            s1 = f.fma(FloatVector.fromArray(SPECIES, data, i + LANES), s1);
            s2 = f.fma(FloatVector.fromArray(SPECIES, data, i + 2 * LANES), s2);
            s3 = f.fma(FloatVector.fromArray(SPECIES, data, i + 3 * LANES), s3);
            s4 = f.fma(FloatVector.fromArray(SPECIES, data, i + 4 * LANES), s4);
            s5 = f.fma(FloatVector.fromArray(SPECIES, data, i + 5 * LANES), s5);
            s6 = f.fma(FloatVector.fromArray(SPECIES, data, i + 6 * LANES), s6);
            s7 = f.fma(FloatVector.fromArray(SPECIES, data, i + 7 * LANES), s7);
        }
        sink = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).lane(0);
    }
}
