package io.github.cornu.cli;

import io.github.cornu.InputShapes;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.RandomInputs;
import io.github.cornu.cli.input.Batches;
import io.github.cornu.cli.input.InputSource;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** The inputs of the calls that {@code cornu bench} makes. */
final class BenchInputs {
    /** Calls with different random numbers. */
    private static final int RANDOM_CALLS = 4;
    /** Of all calls with inputs of a file. */
    private static final long MAX_ELEMENTS = 1 << 26;

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

    /** Full batches, as many as are no burden on the memory. */
    static List<List<Tensor>> batches(InputSource source, String name, List<TensorSpec> specs, int batch) {
        check(source, name, specs, batch);
        List<List<Tensor>> calls = new ArrayList<>();
        long elements = 0;
        for (int first = 0; first + batch <= source.samples() && elements < MAX_ELEMENTS; first += batch) {
            List<Tensor> call = source.slice(first, batch);
            elements += call.stream().mapToLong(tensor -> tensor.data().length).sum();
            calls.add(call);
        }
        return calls;
    }

    /** The first samples, cut to chunks of so many time steps. */
    static List<List<Tensor>> chunks(InputSource source, String name, List<TensorSpec> specs, int batch, int steps) {
        check(source, name, specs, batch);
        List<Tensor> inputs = source.slice(0, batch);
        int length = Integer.MAX_VALUE;
        for (int i = 0; i < inputs.size(); i++) {
            if (isSequence(specs.get(i))) {
                length = Math.min(length, inputs.get(i).shape().length(1));
            }
        }
        if (length < steps) {
            String text = "it has " + length + (length == 1 ? " time step" : " time steps") + ", a call takes " + steps;
            throw new ModelException(name, null, null, text, null);
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

    private static void check(InputSource source, String name, List<TensorSpec> specs, int batch) {
        source.check(specs);
        if (source.samples() < batch) {
            String text = "it has " + source.samples() + (source.samples() == 1 ? " sample" : " samples")
                    + ", a call takes " + batch;
            throw new ModelException(name, null, null, text, null);
        }
    }
}
