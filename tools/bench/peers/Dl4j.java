import io.github.cornu.bench.Sampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs the works on Deeplearning4j, from the same {@code .h5} files, as told on standard input: see worker.py. Steps go
 * through {@code rnnTimeStep}. A work that it cannot import, or computes wrongly, ends the process.
 *
 * <p>Usage: java -cp "FOLDER_OF_JARS/*:../target/classes" Dl4j.java FOLDER
 */
class Dl4j {
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

    public static void main(String[] args) throws Exception {
        Sampler.answer(
                name -> {
                    Dl4j runner = new Dl4j(Path.of(args[0]), name);
                    return turn -> runner.run();
                },
                2);
    }
}
