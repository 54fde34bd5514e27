package io.github.cornu.bench;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
import java.nio.file.Path;

/**
 * Runs the works of {@code tools/bench/peers/works.py} as told on standard input: see {@link Sampler}.
 *
 * <p>Usage: {@code CompareWorker FOLDER THREADS F32|BF16|INT8}
 */
public final class CompareWorker {
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

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int threads = Integer.parseInt(args[1]);
        WeightFormat weights = WeightFormat.valueOf(args[2]);
        Sampler.answer(
                name -> {
                    CompareWorker worker = new CompareWorker(folder, name, threads, weights);
                    return turn -> worker.call();
                },
                1);
    }
}
