package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.FoldedWeight;
import io.github.cornu.op.Linear;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * activation(convolution + bias) of each channel alone, channels last: output channel c m + j is channel c with its j-th
 * filter. Each output is the products in ascending order of the window from zero, one multiply-add each, elements in the
 * padding left out; then the bias is added.
 *
 * @param kernel shape (spatial axes…, channels, m)
 * @param bias shape (channels m,), or null
 */
public record DepthwiseConvolution(Weight kernel, Weight bias, Windows windows, Activation activation)
        implements Windowed, Linear {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        windows.checkKernel(kernel);
        Checks.lastAxis(inputs.get(0), kernel.shape().length(-2));
        return windows.outputShape(
                inputs.get(0), kernel.shape().length(-2) * kernel.shape().length(-1));
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.products(kernel, outputs) + Flops.given(bias, activation, outputs);
    }

    @Override
    public DepthwiseConvolution withActivation(Activation other) {
        return new DepthwiseConvolution(kernel, bias, windows, other);
    }

    @Override
    public DepthwiseConvolution folded(Weight scale, Weight shift) {
        return new DepthwiseConvolution(
                FoldedWeight.kernel(kernel, scale), FoldedWeight.bias(bias, scale, shift), windows, activation);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return windows.time(inputs.get(0));
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        float[] values = kernel.read();
        Finish finish = new Finish(kernels, Checks.read(bias), activation);
        int channels = kernel.shape().length(-2);
        int multiplier = kernel.shape().length(-1);
        return binding -> {
            WindowMap map = new WindowMap(windows, binding.inputShape(0));
            int x = binding.input(0);
            int y = binding.output(0);
            int batch = binding.inputShape(0).length(0);
            int columns = channels * multiplier;
            int repeated = multiplier == 1 ? -1 : binding.scratch(map.inputs() * columns);
            return m -> {
                float[] out = m.slot(y);
                for (int sample = 0; sample < batch; sample++) {
                    float[] in = m.slot(x);
                    int from = sample * map.inputs() * channels;
                    if (repeated >= 0) {
                        repeat(in, from, map.inputs() * channels, multiplier, m.slot(repeated));
                        in = m.slot(repeated);
                        from = 0;
                    }
                    int to = sample * map.windows() * columns;
                    convolve(kernels, map, in, from, values, out, to, columns);
                    finish.run(m, out, to, map.windows(), columns);
                }
            };
        };
    }

    private static void repeat(float[] x, int offset, int count, int times, float[] y) {
        for (int i = 0; i < count; i++) {
            Arrays.fill(y, i * times, (i + 1) * times, x[offset + i]);
        }
    }

    private static void convolve(
            Kernels kernels,
            WindowMap map,
            float[] x,
            int xOffset,
            float[] values,
            float[] y,
            int yOffset,
            int columns) {
        int elements = map.elements();
        for (int window = 0; window < map.windows(); window++) {
            int to = yOffset + window * columns;
            Arrays.fill(y, to, to + columns, 0f);
            for (int element = 0; element < elements; element++) {
                int position = map.position(window * elements + element);
                if (position >= 0) {
                    kernels.multiplyAdd(x, xOffset + position * columns, values, element * columns, y, to, columns);
                }
            }
        }
    }
}
