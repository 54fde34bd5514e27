package io.github.cornu.bench;

import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Times each of the first 100,000 steps of a recurrent model in this process, the first one included. A line
 * {@code FIRST LAST MEDIAN WORST} in nanoseconds for each decade of calls, then {@code steady SECONDS}: when, from the
 * first call, calls began to be as fast as at the end.
 *
 * <p>Usage: {@code FirstCalls MODEL}
 */
public final class FirstCalls {
    private static final int CALLS = 100_000;
    private static final int WINDOW = 1_000;
    /** Windows whose median is at most this times that of the last ones are steady. */
    private static final double STEADY = 1.5;

    private FirstCalls() {}

    public static void main(String[] args) {
        Session session = KerasModels.load(Path.of(args[0])).newSession().stream();
        Tensor x = Tensor.zeros(session.model().inputs().get(0).shape().with(0, 1));
        Tensor y = Tensor.zeros(session.model().outputs().get(0).shape().with(0, 1));
        long[] ends = new long[CALLS + 1];
        ends[0] = System.nanoTime();
        for (int call = 1; call <= CALLS; call++) {
            session.step(x, y);
            ends[call] = System.nanoTime();
        }
        for (int first = 1; first < CALLS; first *= 10) {
            long[] sorted = nanos(ends, first, 10 * first);
            System.out.println(
                    first + " " + (10 * first - 1) + " " + sorted[sorted.length / 2] + " " + sorted[sorted.length - 1]);
        }
        System.out.println("steady " + steadySeconds(ends));
    }

    /** The times of some calls, sorted. */
    private static long[] nanos(long[] ends, int from, int to) {
        long[] nanos = new long[to - from];
        for (int call = from; call < to; call++) {
            nanos[call - from] = ends[call] - ends[call - 1];
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static double steadySeconds(long[] ends) {
        long last = nanos(ends, CALLS - 10 * WINDOW, CALLS)[5 * WINDOW];
        int from = CALLS - 10 * WINDOW;
        while (from > WINDOW && nanos(ends, from - WINDOW, from)[WINDOW / 2] <= STEADY * last) {
            from -= WINDOW;
        }
        return (ends[from] - ends[0]) / 1e9;
    }
}
