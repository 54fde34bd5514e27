import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs the works on Deeplearning4j, from the same {@code .h5} files, as told on standard input: see worker.py. Steps go
 * through {@code rnnTimeStep}. A work that it cannot import, or computes wrongly, ends the process.
 *
 * <p>Usage: java -cp "FOLDER_OF_JARS/*" Dl4j.java FOLDER
 */
class Dl4j {
    private static final long SAMPLE_NANOS = 1_000_000;
    private static final double TOLERANCE = 1e-4;

    private final MultiLayerNetwork network;
    private final boolean steps;
    private final INDArray input;

    Dl4j(Path folder, String name) throws Exception {
        network = KerasModelImport.importKerasSequentialModelAndWeights(folder.resolve(name + ".h5").toString(), false);
        steps = name.contains("_step_");
        input = read(folder, name, "input");
        check(name, read(folder, name, "output"));
    }

    private static INDArray read(Path folder, String name, String what) {
        try {
            byte[] file = Files.readAllBytes(folder.resolve(name + "." + what + ".npy"));
            return Nd4j.createNpyFromByteArray(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private INDArray run() {
        return steps ? network.rnnTimeStep(input) : network.output(input);
    }

    private void check(String name, INDArray wanted) {
        float[] got = run().dup('c').data().asFloat();
        float[] expected = wanted.dup('c').data().asFloat();
        double largest = 0;
        double error = got.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(got.length, expected.length); i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            error = Math.max(error, Math.abs(expected[i] - got[i]));
        }
        if (!(error < TOLERANCE * largest)) {
            throw new IllegalStateException(name + ": the outputs differ by " + error);
        }
    }

    private String measure(double seconds) {
        int repeats = 2;
        double[] samples = new double[1 << 16];
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (count < samples.length && (System.nanoTime() < end || count == 0)) {
            long start = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                run();
            }
            long elapsed = System.nanoTime() - start;
            if (elapsed < SAMPLE_NANOS / 2 && repeats < 100_000) {
                repeats *= 2;
                count = 0;
            } else {
                samples[count++] = (double) elapsed / repeats;
            }
        }
        Arrays.sort(samples, 0, count);
        return samples[0] + " " + samples[count / 2] + " " + count;
    }

    public static void main(String[] args) throws Exception {
        Map<String, Dl4j> runners = new HashMap<>();
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            Dl4j runner = runners.get(words[0]);
            if (runner == null) {
                runner = new Dl4j(Path.of(args[0]), words[0]);
                runners.put(words[0], runner);
            }
            System.out.println(runner.measure(Double.parseDouble(words[1])));
        }
    }
}
