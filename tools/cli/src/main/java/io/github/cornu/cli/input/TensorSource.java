package io.github.cornu.cli.input;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Samples that are in memory: a tensor an input. */
public record TensorSource(Path file, List<Tensor> inputs) implements InputSource {
    @Override
    public int samples() {
        Tensor first = inputs.get(0);
        return first.shape().rank() == 0 ? 0 : first.shape().length(0);
    }

    @Override
    public List<Tensor> slice(int first, int count) {
        return Batches.slice(inputs, first, count);
    }

    @Override
    public boolean fits(List<TensorSpec> specs) {
        for (int i = 0; i < inputs.size(); i++) {
            if (!specs.get(i).shape().accepts(inputs.get(i).shape())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void check(List<TensorSpec> specs) {
        try {
            Batches.check(specs, inputs);
        } catch (ModelException e) {
            throw e.in(String.valueOf(file.getFileName()));
        }
    }

    @Override
    public List<String> labels() {
        return null;
    }

    @Override
    public void report(PrintWriter out) {}
}
