package io.github.cornu.bench;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;

/**
 * Loads a model, predicts one sample of zeros and ends, as {@code tools/bench/start} times it.
 *
 * <p>Usage: {@code FirstPrediction MODEL}
 */
public final class FirstPrediction {
    private FirstPrediction() {}

    public static void main(String[] args) {
        Model model = KerasModels.load(Path.of(args[0]));
        Tensor x = Tensor.zeros(model.inputs().get(0).shape().with(0, 1));
        System.out.println(model.newSession().run(x).data()[0]);
    }
}
