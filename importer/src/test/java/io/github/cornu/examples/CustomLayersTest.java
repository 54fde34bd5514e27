package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Unary;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Combine;
import io.github.cornu.op.Dense;
import io.github.cornu.op.JavaFunction;
import io.github.cornu.op.Reduce;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A custom layer of operations, a Lambda and an activation function in Java. */
class CustomLayersTest {
    private static final Path FOLDER = Path.of("../testdata/layers/custom");

    private static Model program(Path path) {
        // README
        CustomObjects custom = CustomObjects.none()
                .register("Attention", layer -> { // of a Python class with the weights W, b and u
                    CustomWeight w = layer.weight("W"), b = layer.weight("b"), u = layer.weight("u");
                    layer.config().ignore("return_attention");
                    return call -> { // the mean of x over time, weighted by exp(tanh(x W + b) u)
                        Value x = call.input(); // (batch, time, features)
                        Value hidden = call.add(new Dense(w, b, Activation.of(Unary.TANH)), x);
                        Dense score = new Dense(u.reshape(u.shape().size(), 1), null, Activation.of(Unary.EXP));
                        Value weights = call.add(score, hidden); // (batch, time, 1)
                        Value sum = call.add(new Reduce(Reduce.Kind.SUM, 1, true), weights);
                        Value shares = call.add(new Combine(Binary.DIVIDE), weights, sum);
                        Value parts = call.add(new Combine(Binary.MULTIPLY), x, shares);
                        return call.add(new Reduce(Reduce.Kind.SUM, 1, false), parts);
                    };
                })
                .registerLambda("double_and_reverse", call -> { // lambda x: 2 * x + x[..., ::-1]
                    JavaFunction function = JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> {
                        float[] x = inputs.get(0).data(), y = output.data();
                        int n = output.shape().length(-1);
                        for (int i = 0; i < x.length; i++) {
                            y[i] = 2 * x[i] + x[i - i % n + n - 1 - i % n];
                        }
                    });
                    return call.add(function.ofSteps(), call.input());
                })
                .registerActivation("my_package>cube", call -> {
                    return call.add(JavaFunction.ofElements(x -> x * x * x), call.input());
                });
        Model model = KerasModels.load(path, custom);
        // README
        return model;
    }

    @Test
    void theyComputeWhatKerasComputes() {
        for (String name : List.of("attention_k2", "attention_k3", "lambda_k2", "lambda_k3")) {
            Path folder = FOLDER.resolve(name);
            Golden golden = Golden.of(Npz.read(folder.resolve("golden.npz")));
            for (Comparison comparison : golden.compare(program(folder.resolve("model.h5")))) {
                assertTrue(comparison.isWithin(1e-5), () -> name + " " + comparison);
            }
        }
    }
}
