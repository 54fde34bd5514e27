package io.github.cornu.bench;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the works of {@code tools/bench/peers/works.py} as told on standard input: each line {@code NAME SECONDS} is
 * answered by {@code MINIMUM MEDIAN SAMPLES}, nanoseconds a call.
 *
 * <p>Usage: {@code CompareWorker FOLDER THREADS F32|BF16|INT8}
 */
public final class CompareWorker {
    private static final long SAMPLE_NANOS = 1_000_000;
    private static final int MAX_REPEATS = 100_000;
    private static final int MAX_SAMPLES = 1 << 16;
    private static final double TOLERANCE = 1e-5;
    /** Weights in pairs have errors of 2^-9. */
    private static final double COMPACT_TOLERANCE = 1e-2;

    private final Session session;
    private final boolean steps;
    private final Tensor x;
    private final Tensor y;

    private CompareWorker(Path folder, String name, int threads, WeightFormat weights) {
        steps = name.contains("step");
        CompileOptions options = CompileOptions.defaults().withThreads(threads).withWeights(weights);
        session = KerasModels.load(folder.resolve(name + ".h5"), options).newSession();
        if (steps) {
            session.stream();
        }
        x = Npy.read(folder.resolve(name + ".input.npy"));
        Tensor wanted = Npy.read(folder.resolve(name + ".output.npy"));
        y = Tensor.zeros(wanted.shape());
        call();
        Comparison comparison = Comparison.of(name, wanted, y);
        double tolerance = weights == WeightFormat.F32 ? TOLERANCE : COMPACT_TOLERANCE;
        if (comparison.error() > tolerance * comparison.largest()) {
            throw new IllegalStateException(comparison.toString());
        }
    }

    private void call() {
        if (steps) {
            session.step(x, y);
        } else {
            session.run(x, y);
        }
    }

    private String measure(double seconds) {
        double[] samples = new double[MAX_SAMPLES];
        int repeats = 1;
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (count < samples.length && (System.nanoTime() < end || count == 0)) {
            long start = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                call();
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

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        WeightFormat weights = WeightFormat.valueOf(args[2]);
        Map<String, CompareWorker> workers = new HashMap<>();
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            CompareWorker worker =
                    workers.computeIfAbsent(words[0], name -> new CompareWorker(folder, name, threads, weights));
            System.out.println(worker.measure(Double.parseDouble(words[1])));
        }
    }
}
