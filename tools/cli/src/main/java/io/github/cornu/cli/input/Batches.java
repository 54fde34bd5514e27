package io.github.cornu.cli.input;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Rows;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.List;

/** Cutting tensors along their first axis, and joining them again. */
public final class Batches {
    private Batches() {}

    /**
     * Refuses inputs that are not what a model takes.
     *
     * @throws ModelException if one has another shape, their numbers of samples differ, or there is none
     */
    public static void check(List<TensorSpec> specs, List<Tensor> inputs) {
        int samples = -1;
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = inputs.get(i).shape();
            TensorSpec spec = specs.get(i);
            if (!spec.shape().accepts(shape) || spec.texts() != inputs.get(i).isTexts()) {
                throw new ModelException("input '" + spec.name() + "': expected " + spec.expected() + ", got "
                        + spec.given(inputs.get(i)));
            }
            if (shape.length(0) == 0) {
                throw new ModelException("input '" + specs.get(i).name() + "' has no samples: its shape is " + shape);
            }
            if (samples >= 0 && shape.length(0) != samples) {
                throw new ModelException("input '" + specs.get(i).name() + "' has " + shape.length(0) + " samples, '"
                        + specs.get(0).name() + "' has " + samples);
            }
            samples = shape.length(0);
        }
    }

    /** {@code count} samples of each tensor, from {@code first}. */
    public static List<Tensor> slice(List<Tensor> tensors, int first, int count) {
        return tensors.stream()
                .map(tensor -> Rows.slice(tensor, first, first + count))
                .toList();
    }

    /** {@code count} time steps of a tensor, along axis 1, from {@code first}. */
    public static Tensor steps(Tensor tensor, int first, int count) {
        Shape shape = tensor.shape().with(1, count);
        Tensor steps = Tensor.zeros(shape);
        int row = shape.size(1, shape.rank());
        int whole = tensor.shape().size(1, shape.rank());
        int from = first * shape.size(2, shape.rank());
        for (int sample = 0; sample < shape.length(0); sample++) {
            System.arraycopy(tensor.data(), sample * whole + from, steps.data(), sample * row, row);
        }
        return steps;
    }

    /** The samples of all tensors, one after the other. */
    public static Tensor join(List<Tensor> parts) {
        Shape shape = parts.get(0).shape();
        for (Tensor part : parts) {
            if (!shape.with(0, Shape.FREE).accepts(part.shape())) {
                throw new ModelException(
                        "the outputs of two batches have the shapes " + shape + " and " + part.shape());
            }
        }
        return Rows.join(parts);
    }
}
