package io.github.cornu.op.convolutional;

import io.github.cornu.op.Activation;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.FoldedWeight;
import io.github.cornu.op.Linear;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * activation(convolution + bias) of each channel alone, channels last: output channel c m + j is channel c with its
 * j-th filter. Each output is the products in ascending order of the window from zero, one multiply-add each, elements
 * in the padding are skipped; then the bias is added.
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
    public DepthwiseConvolution padded(int axis, int before, int after) {
        return new DepthwiseConvolution(kernel, bias, windows.padded(axis, before, after), activation);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return windows.time(inputs.get(0));
    }

    @Override
    public Prepared prepare(Target target) {
        float[] values = kernel.read();
        Epilogue epilogue = new Epilogue(target.kernels(), Checks.read(bias), activation);
        return binding -> bind(binding, values, epilogue);
    }

    private Step bind(Binding binding, float[] values, Epilogue epilogue) {
        int channels = kernel.shape().length(-2);
        int multiplier = kernel.shape().length(-1);
        int columns = channels * multiplier;
        WindowMap map = new WindowMap(windows, binding.inputShape(0));
        DepthwiseRuns runs = new DepthwiseRuns(map, columns);
        int x = binding.input(0);
        int y = binding.output(0);
        int batch = binding.inputShape(0).length(0);
        int repeated = multiplier == 1 ? -1 : binding.scratch(map.inputs() * columns);
        return m -> {
            for (int sample = 0; sample < batch; sample++) {
                float[] in = m.slot(x);
                int from = sample * map.inputs() * channels;
                if (repeated >= 0) {
                    repeat(in, from, map.inputs() * channels, multiplier, m.slot(repeated));
                    in = m.slot(repeated);
                    from = 0;
                }
                runs.run(in, from, values, m.slot(y), sample * map.windows() * columns, epilogue, m);
            }
        };
    }

    private static void repeat(float[] x, int offset, int count, int times, float[] y) {
        for (int i = 0; i < count; i++) {
            Arrays.fill(y, i * times, (i + 1) * times, x[offset + i]);
        }
    }
}
