package io.github.cornu.bench;

import io.github.cornu.CompileOptions;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.hub.HubModel;
import io.github.cornu.hub.HubModels;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads a model of KerasHub, generates some tokens, and prints the time and the memory that both took: the most that
 * the process had of its own while it loaded, which is its heap and what the JVM needs, and with the pages of files.
 *
 * <p>Usage: {@code LargeModel PATH F32|BF16 [generator]}; {@code tools/bench/large/write.py} writes a model for it.
 */
public final class LargeModel {
    private static final int[] PROMPT = {5, 17, 3, 11, 2, 8, 19, 4};

    private static volatile long mostOwn;

    private LargeModel() {}

    public static void main(String[] arguments) throws IOException {
        Thread sampler = new Thread(LargeModel::sample);
        sampler.setDaemon(true);
        sampler.start();
        CompileOptions options = CompileOptions.defaults().withWeights(WeightFormat.valueOf(arguments[1]));
        long start = System.nanoTime();
        HubModel loaded = HubModels.loader().options(options).load(Path.of(arguments[0]));
        Model model = arguments.length > 2 ? loaded.generator() : loaded.model();
        System.out.printf("loaded in %.1f s%n", (System.nanoTime() - start) / 1e9);
        System.out.printf("most memory: own %d MB, with files %d MB%n", mostOwn, status("VmHWM"));
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("heap in use: %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        if (arguments.length > 2) {
            start = System.nanoTime();
            Generation.tokens(model.newSession().stream(), PROMPT, 8, Sampling.greedy());
            System.out.printf(
                    "8 tokens in %.1f s, most memory: own %d MB%n", (System.nanoTime() - start) / 1e9, mostOwn);
        }
    }

    private static void sample() {
        try {
            while (true) {
                mostOwn = Math.max(mostOwn, status("RssAnon"));
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line of what Linux says about the process, in MB. */
    private static long status(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(key + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        return -1;
    }
}
