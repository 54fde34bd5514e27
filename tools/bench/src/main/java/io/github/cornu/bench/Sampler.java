package io.github.cornu.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures the works of {@code tools/bench/peers/works.py} as told on standard input: each line {@code NAME SECONDS} is
 * answered by {@code MINIMUM MEDIAN SAMPLES}, nanoseconds a call. The peers in Java use it too.
 */
public final class Sampler {
    private static final long SAMPLE_NANOS = 1_000_000;
    private static final int MAX_REPEATS = 100_000;
    private static final int MAX_SAMPLES = 1 << 16;

    private Sampler() {}

    /** A work that is ready to run. */
    public interface Work {
        /**
         * Runs it once.
         *
         * @param turn the number of the call in its sample, from 0
         */
        void run(int turn) throws Exception;
    }

    /** Makes works ready. */
    public interface Engine {
        /** The work of that name, which gives what it should. */
        Work load(String name) throws Exception;
    }

    /**
     * Answers until the input ends.
     *
     * @param calls how many a sample has at the least
     */
    public static void answer(Engine engine, int calls) throws Exception {
        Map<String, Work> works = new HashMap<>();
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            if (!works.containsKey(words[0])) {
                works.put(words[0], engine.load(words[0]));
            }
            System.out.println(measure(works.get(words[0]), calls, Double.parseDouble(words[1])));
        }
    }

    private static String measure(Work work, int calls, double seconds) throws Exception {
        double[] samples = new double[MAX_SAMPLES];
        int repeats = calls;
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (count < samples.length && (System.nanoTime() < end || count == 0)) {
            long start = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                work.run(i);
            }
            long elapsed = System.nanoTime() - start;
            if (elapsed < SAMPLE_NANOS / 2 && repeats < MAX_REPEATS) {
                repeats *= 2;
                count = 0;
            } else {
                samples[count++] = (double) elapsed / repeats;
            }
        }
        Arrays.sort(samples, 0, count);
        return samples[0] + " " + samples[count / 2] + " " + count;
    }
}
