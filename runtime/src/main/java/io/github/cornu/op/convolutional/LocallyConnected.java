package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Linear;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * activation(sums + bias) of windows over one to three spatial axes, channels last, as a {@link Convolution} whose
 * kernel and bias are others for each window.
 *
 * <p>Each output is the products in ascending order (spatial axes…, channel) from zero, one multiply-add each, padding
 * counting as zeros; then the bias is added.
 *
 * @param kernel shape (windows, elements of a window times input channels, output channels)
 * @param bias shape (windows times output channels,), or null
 */
public record LocallyConnected(Weight kernel, Weight bias, Windows windows, Activation activation) implements Linear {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.lastAxis(inputs.get(0), kernel.shape().length(1) / windows.elements());
        Shape output = windows.outputShape(inputs.get(0), kernel.shape().length(-1));
        int count = output.size(1, output.rank() - 1);
        if (count != Shape.FREE && count != kernel.shape().length(0)) {
            throw new IllegalArgumentException(
                    "it has weights for " + kernel.shape().length(0) + " windows, got " + count);
        }
        return output;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.PAIR * kernel.shape().size() * (long) outputs.get(0).length(0)
                + Flops.given(bias, activation, outputs);
    }

    @Override
    public LocallyConnected withActivation(Activation other) {
        return new LocallyConnected(kernel, bias, windows, other);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS) {
            throw new IllegalArgumentException("each time step has weights of its own");
        }
        return inputs.get(0);
    }

    @Override
    public List<WeightMatrix> matrices() {
        int depth = kernel.shape().length(1);
        int[] columns = WeightMatrix.range(0, WeightMatrix.columns(kernel));
        List<WeightMatrix> matrices = new ArrayList<>();
        for (int window = 0; window < kernel.shape().length(0); window++) {
            matrices.add(new WeightMatrix(kernel, WeightMatrix.range(window * depth, depth), columns));
        }
        return matrices;
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        int count = kernel.shape().length(0);
        int depth = kernel.shape().length(1);
        int filters = kernel.shape().length(2);
        float[] values = kernel.read();
        float[] added = Checks.read(bias);
        PackedWeights[] packed = new PackedWeights[count];
        for (int window = 0; window < count; window++) {
            packed[window] = target.packing().pack(values, window * depth * filters, filters, depth, filters, null);
        }
        long bytes = PackedWeights.total(packed) + (added == null ? 0 : (long) Float.BYTES * added.length);
        return Prepared.of(bytes, binding -> {
            WindowMap map = new WindowMap(windows, binding.inputShape(0));
            int channels = binding.inputShape(0).length(-1);
            Gatherer gatherer = new Gatherer(map.positions(), map.elements(), channels, channels);
            int x = binding.input(0);
            int y = binding.output(0);
            int row = binding.scratch(depth);
            int batch = binding.inputShape(0).length(0);
            return m -> {
                float[] out = m.slot(y);
                for (int sample = 0; sample < batch; sample++) {
                    int to = sample * count * filters;
                    for (int window = 0; window < count; window++) {
                        gatherer.gather(m.slot(x), sample * map.inputs() * channels, window, 1, m.slot(row));
                        packed[window].multiply(
                                1, m.slot(row), 0, depth, out, to + window * filters, filters, m.scratch());
                    }
                    if (added != null) {
                        kernels.binary(Binary.ADD, out, to, added, 0, out, to, count * filters);
                    }
                }
                activation.apply(kernels, out, 0, batch * count, filters, m.scratch());
            };
        });
    }
}
