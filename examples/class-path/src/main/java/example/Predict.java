package example;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Prints what a model predicts, and what it runs on.
 *
 * <pre>
 * mvn package
 * java --add-modules jdk.incubator.vector -cp 'target/predict.jar:target/lib/*' example.Predict MODEL.h5 INPUT.npy
 * </pre>
 */
public final class Predict {
    private Predict() {}

    public static void main(String[] args) {
        Model model = KerasModels.load(Path.of(args[0]));
        Tensor y = model.run(Npy.read(Path.of(args[1])));
        System.out.println(model.kernels() + " " + Arrays.toString(y.data()));
    }
}
