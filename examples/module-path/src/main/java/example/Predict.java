package example;

import io.github.cornu.Model;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Prints what a model with a custom layer predicts, and what it runs on.
 *
 * <pre>
 * mvn package
 * java --add-modules jdk.incubator.vector -p target/predict.jar:target/lib -m example.predict/example.Predict MODEL.h5 INPUTS.npz
 * </pre>
 */
public final class Predict {
    private Predict() {}

    public static void main(String[] args) {
        CustomObjects custom = CustomObjects.none().register("Attention", Predict::attention);
        Model model = KerasModels.load(Path.of(args[0]), custom);
        Tensor y = model.run(Npz.read(Path.of(args[1])).get("input_0"));
        System.out.println(model.kernels() + " " + Arrays.toString(y.data()));
    }

    /** The mean of x over time, weighted by exp(tanh(x W + b) u). */
    private static CustomFunction attention(CustomLayerBuilder layer) {
        CustomWeight w = layer.weight("W");
        CustomWeight b = layer.weight("b");
        CustomWeight u = layer.weight("u");
        layer.config().ignore("return_attention");
        return call -> {
            Value x = call.input(); // (batch, time, features)
            Value hidden = call.add(new Dense(w, b, Activation.of(Unary.TANH)), x);
            Dense score = new Dense(u.reshape(u.shape().size(), 1), null, Activation.of(Unary.EXP));
            Value weights = call.add(score, hidden); // (batch, time, 1)
            Value sum = call.add(new Reduce(Reduce.Kind.SUM, 1, true), weights);
            Value shares = call.add(new Combine(Binary.DIVIDE), weights, sum);
            Value parts = call.add(new Combine(Binary.MULTIPLY), x, shares);
            return call.add(new Reduce(Reduce.Kind.SUM, 1, false), parts);
        };
    }
}
