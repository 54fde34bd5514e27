package io.github.cornu.cli;

import io.github.cornu.InputShapes;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.RandomInputs;
import io.github.cornu.Session;
import io.github.cornu.cli.input.Batches;
import io.github.cornu.cli.input.TensorFiles;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The inputs of the calls that {@code cornu bench} makes. */
final class BenchInputs {
    /** Calls with different random numbers. */
    private static final int RANDOM_CALLS = 4;

    private BenchInputs() {}

    /** @param steps of a call of a stream; of other calls, where the model leaves them free, or 0 */
    static List<List<Tensor>> random(Model model, int batch, int steps, boolean stream) {
        List<Shape> shapes = stream ? InputShapes.ofStream(model, batch, steps) : InputShapes.of(model, batch, steps);
        List<List<Tensor>> calls = new ArrayList<>();
        for (int seed = 0; seed < RANDOM_CALLS; seed++) {
            calls.add(RandomInputs.of(model, shapes, seed));
        }
        return calls;
    }

    /** Full batches of a file. */
    static List<List<Tensor>> batches(Path file, Model model, int batch) {
        List<Tensor> inputs = read(file, model, batch, model.inputs());
        int samples = inputs.get(0).shape().length(0);
        List<List<Tensor>> calls = new ArrayList<>();
        for (int first = 0; first + batch <= samples; first += batch) {
            calls.add(Batches.slice(inputs, first, batch));
        }
        return calls;
    }

    /** The first samples of a file, cut to chunks of so many time steps. */
    static List<List<Tensor>> chunks(Path file, Session session, int batch, int steps) {
        List<TensorSpec> specs = session.inputs();
        List<Tensor> inputs = Batches.slice(read(file, session.model(), batch, specs), 0, batch);
        int length = Integer.MAX_VALUE;
        for (int i = 0; i < inputs.size(); i++) {
            if (isSequence(specs.get(i))) {
                length = Math.min(length, inputs.get(i).shape().length(1));
            }
        }
        if (length < steps) {
            String text = "it has " + length + " time steps, a call takes " + steps;
            throw new ModelException(String.valueOf(file.getFileName()), null, null, text, null);
        }
        List<List<Tensor>> calls = new ArrayList<>();
        for (int first = 0; first + steps <= length; first += steps) {
            List<Tensor> call = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                call.add(isSequence(specs.get(i)) ? Batches.steps(inputs.get(i), first, steps) : inputs.get(i));
            }
            calls.add(call);
            if (length == Integer.MAX_VALUE) {
                break;
            }
        }
        return calls;
    }

    private static boolean isSequence(TensorSpec spec) {
        return spec.shape().rank() > 1 && spec.shape().length(1) == Shape.FREE;
    }

    private static List<Tensor> read(Path file, Model model, int batch, List<TensorSpec> specs) {
        List<Tensor> inputs = TensorFiles.readInputs(file, model.inputs(), false);
        try {
            Batches.check(specs, inputs);
            int samples = inputs.get(0).shape().length(0);
            if (samples < batch) {
                throw new ModelException("it has " + samples + " samples, a call takes " + batch);
            }
        } catch (ModelException e) {
            throw e.in(String.valueOf(file.getFileName()));
        }
        return inputs;
    }
}
