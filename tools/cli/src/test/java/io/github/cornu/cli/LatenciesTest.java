package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static Latencies of(long... times) {
        Latencies latencies = new Latencies();
        for (long time : times) {
            latencies.add(time);
        }
        return latencies;
    }

    @Test
    void shortTimesAreExact() {
        Latencies times = of(3, 1, 2, 100, 4);
        assertEquals(5, times.count());
        assertEquals(1, times.percentile(0));
        assertEquals(3, times.percentile(0.5));
        assertEquals(4, times.percentile(0.8));
        assertEquals(100, times.percentile(0.81));
        assertEquals(100, times.max());
    }

    @Test
    void theLargestIsExactAndNothingIsLarger() {
        for (long time : new long[] {0, 1, 127, 128, 255, 256, 1_000_003, Long.MAX_VALUE}) {
            assertEquals(time, of(time).max());
            assertEquals(time, of(time).percentile(0.5));
            assertEquals(time, of(0, time).percentile(1));
        }
    }

    @Test
    void othersAreNearWhatTheyAre() {
        Random random = new Random(1);
        long[] times = random.longs(10_000, 0, 1L << 40)
                .map(time -> time >> random.nextInt(40))
                .toArray();
        Latencies latencies = of(times);
        Arrays.sort(times);
        for (double part : new double[] {0.01, 0.5, 0.9, 0.99, 0.999}) {
            long exact = times[(int) Math.ceil(part * times.length) - 1];
            long found = latencies.percentile(part);
            assertTrue(found >= exact && found <= exact + exact / 64 + 1, part + ": " + found + " for " + exact);
        }
    }
}
