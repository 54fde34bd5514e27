package io.github.cornu.bench;

import io.github.cornu.CompileOptions;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.hub.HubModels;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Answers of models of KerasHub, which a process gives in turn. Prints {@code first} when the first answer is there;
 * then, of a classifier, the median nanoseconds of an answer and the scores, of a language model the median nanoseconds
 * of a token of the first half and of the second half, and the tokens.
 *
 * <p>Usage: {@code Answers classify MODEL THREADS COUNT LENGTH}, or {@code Answers generate MODEL THREADS COUNT
 * PROMPT...}. The tokens of a text for the classifier are 1000, 1001 and so on.
 */
public final class Answers {
    private static final int FIRST_TOKEN = 1000;
    private static final int WARM_SECONDS = 5;

    private Answers() {}

    public static void main(String[] args) {
        CompileOptions options = CompileOptions.defaults().withThreads(Integer.parseInt(args[2]));
        Path path = Path.of(args[1]);
        int count = Integer.parseInt(args[3]);
        if (args[0].equals("classify")) {
            classify(HubModels.loader().options(options).load(path).model(), count, Integer.parseInt(args[4]));
        } else {
            int[] prompt =
                    Arrays.stream(args).skip(4).mapToInt(Integer::parseInt).toArray();
            generate(HubModels.loader().options(options).loadGenerator(path), prompt, count);
        }
    }

    private static void classify(Model model, int count, int length) {
        Tensor tokens = Tensor.zeros(1, length);
        Tensor ones = Tensor.zeros(1, length);
        for (int i = 0; i < length; i++) {
            tokens.data()[i] = FIRST_TOKEN + i;
            ones.data()[i] = 1f;
        }
        Map<String, Tensor> inputs =
                Map.of("token_ids", tokens, "segment_ids", Tensor.zeros(1, length), "padding_mask", ones);
        float[] scores = model.run(inputs).values().iterator().next().data();
        first();
        for (long end = warm(); System.nanoTime() < end; ) {
            model.run(inputs);
        }
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            model.run(inputs);
            nanos[i] = System.nanoTime() - start;
        }
        System.out.println(median(nanos) + " " + joined(Arrays.toString(scores)));
    }

    private static void generate(Model model, int[] prompt, int count) {
        Generation.tokens(model.newSession().stream(), prompt, 1, Sampling.greedy());
        first();
        for (long end = warm(); System.nanoTime() < end; ) {
            Generation.tokens(model.newSession().stream(), prompt, count, Sampling.greedy());
        }
        long[] nanos = new long[count];
        int[] seen = {0};
        long[] last = {System.nanoTime()};
        int[] tokens = Generation.tokens(model.newSession().stream(), prompt, count, Sampling.greedy(), token -> {
            long now = System.nanoTime();
            nanos[seen[0]++] = now - last[0];
            last[0] = now;
            return true;
        });
        int half = count / 2;
        System.out.println(median(Arrays.copyOfRange(nanos, 1, half)) + " "
                + median(Arrays.copyOfRange(nanos, half, count)) + " " + joined(Arrays.toString(tokens)));
    }

    /** When answers are as fast as they become, since the kernels are compiled. */
    private static long warm() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_SECONDS);
    }

    private static void first() {
        System.out.println("first");
        System.out.flush();
    }

    private static String joined(String list) {
        return Arrays.stream(list.split("[\\[\\], ]+"))
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
