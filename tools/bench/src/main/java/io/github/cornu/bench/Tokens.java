package io.github.cornu.bench;

import io.github.cornu.CompileOptions;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Lets a language model go on with a text, greedily. Prints the median nanoseconds of a token of the first half and of
 * the second half, and the tokens.
 *
 * <p>Usage: {@code Tokens MODEL THREADS COUNT PROMPT...}
 */
public final class Tokens {
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    private Tokens() {}

    public static void main(String[] args) {
        CompileOptions options = CompileOptions.defaults().withThreads(Integer.parseInt(args[1]));
        Model model = KerasModels.load(Path.of(args[0]), options);
        int count = Integer.parseInt(args[2]);
        int[] prompt = Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray();
        // Texts before the one that is measured, so that all is compiled.
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            Generation.tokens(model.newSession().stream(), prompt, count, Sampling.greedy());
        }
        Session session = model.newSession().stream();
        long[] times = new long[count + 1];
        int[] seen = {0};
        times[0] = System.nanoTime();
        int[] tokens = Generation.tokens(session, prompt, count, Sampling.greedy(), token -> {
            times[++seen[0]] = System.nanoTime();
            return true;
        });
        int half = count / 2;
        System.out.println(median(times, 1, half) + " " + median(times, half, count) + " "
                + Arrays.stream(tokens).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** The median of the differences between times from one on to before another. */
    private static long median(long[] times, int from, int to) {
        long[] nanos = new long[to - from];
        Arrays.setAll(nanos, i -> times[from + i + 1] - times[from + i]);
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
