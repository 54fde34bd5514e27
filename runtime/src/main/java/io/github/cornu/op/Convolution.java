package io.github.cornu.op;

import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * activation(convolution(x, kernel) + bias) over one to three spatial axes, channels last. As in Keras it is a
 * cross-correlation.
 *
 * <p>Each output is the products in ascending order (spatial axes…, channel) from zero, one multiply-add each, padding
 * counting as zeros; then the bias is added.
 *
 * @param kernel shape (spatial axes…, input channels / groups, output channels)
 * @param bias shape (output channels,), or null
 * @param groups the channels are cut into that many equal parts, convolved apart
 */
public record Convolution(Weight kernel, Weight bias, Windows windows, int groups, Activation activation)
        implements Windowed {
    /** Floats of the rows that are gathered for one matrix product: about what the second-level cache holds. */
    private static final int GATHERED = 1 << 16;

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.lastAxis(inputs.get(0), groups * kernel.shape().length(-2));
        return windows.outputShape(inputs.get(0), kernel.shape().length(-1));
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return windows.time(inputs.get(0));
    }

    @Override
    public Prepared prepare(Kernels kernels) {
        int channels = kernel.shape().length(-2);
        int filters = kernel.shape().length(-1);
        int depth = windows.elements() * channels;
        int part = filters / groups;
        float[] values = kernel.read();
        float[] added = Checks.read(bias);
        PackedWeights[] packed = new PackedWeights[groups];
        for (int group = 0; group < groups; group++) {
            packed[group] = PackedWeights.pack(kernels, values, group * part, filters, depth, part, null);
        }
        return binding -> bind(binding, kernels, packed, added, channels, filters);
    }

    private Step bind(
            Binding binding, Kernels kernels, PackedWeights[] packed, float[] added, int channels, int filters) {
        WindowMap map = windows.map(binding.inputShape(0));
        int x = binding.input(0);
        int y = binding.output(0);
        int batch = binding.inputShape(0).length(0);
        int depth = packed[0].panels().rows();
        int part = filters / groups;
        int pixels = map.windows();
        boolean direct = groups == 1 && map.isIdentity();
        Gatherer gatherer = direct ? null : new Gatherer(map, channels, groups);
        int block = Math.max(1, Math.min(pixels, GATHERED / depth));
        int rows = direct ? -1 : binding.scratch(block * depth);
        return m -> {
            float[] in = m.slot(x);
            float[] out = m.slot(y);
            if (direct) {
                packed[0].multiply(batch * pixels, in, 0, depth, out, 0, filters, m.scratch());
                finish(kernels, m, out, 0, batch * pixels, filters, added);
                return;
            }
            for (int sample = 0; sample < batch; sample++) {
                for (int first = 0; first < pixels; first += block) {
                    int count = Math.min(block, pixels - first);
                    int to = (sample * pixels + first) * filters;
                    for (int group = 0; group < groups; group++) {
                        gatherer.gather(in, sample, group, first, count, m.slot(rows));
                        packed[group].multiply(
                                count, m.slot(rows), 0, depth, out, to + group * part, filters, m.scratch());
                    }
                    finish(kernels, m, out, to, count, filters, added);
                }
            }
        };
    }

    private void finish(Kernels kernels, Memory m, float[] y, int offset, int rows, int columns, float[] added) {
        if (added != null) {
            for (int r = 0; r < rows; r++) {
                int at = offset + r * columns;
                kernels.binary(Binary.ADD, y, at, added, 0, y, at, columns);
            }
        }
        activation.apply(kernels, y, offset, rows, columns, m.scratch());
    }
}
