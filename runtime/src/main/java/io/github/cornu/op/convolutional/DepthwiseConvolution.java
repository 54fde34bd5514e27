package io.github.cornu.op.convolutional;

import io.github.cornu.op.Activation;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.FoldedWeight;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.Linear;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * activation(convolution + bias) of each channel alone, channels last: output channel c m + j is channel c with its
 * j-th filter. Each output is the products in ascending order of the window from the bias, one multiply-add each;
 * elements in the padding are skipped.
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
        int columns = kernel.shape().length(-2) * kernel.shape().length(-1);
        float[] start = bias == null ? new float[columns] : bias.read();
        return Prepared.of(
                -1, binding -> bind(binding, values, start, target), images -> rows(images, values, start, target));
    }

    private Step bind(Binding binding, float[] values, float[] start, Target target) {
        int channels = kernel.shape().length(-2);
        int multiplier = kernel.shape().length(-1);
        int columns = channels * multiplier;
        WindowMap map = new WindowMap(windows, binding.inputShape(0));
        Epilogue epilogue = new Epilogue(target.kernels(), activation);
        DepthwiseGrids grids = new DepthwiseGrids(map, columns, values, start, epilogue);
        int batch = binding.inputShape(0).length(0);
        if (multiplier == 1) {
            long nanos = Target.nanos(kernel, batch * map.windows());
            return SharedRows.ofImages(target.team(), binding, nanos, grids);
        }
        int x = binding.input(0);
        int y = binding.output(0);
        int repeated = binding.scratch(map.inputs() * columns);
        return m -> {
            for (int sample = 0; sample < batch; sample++) {
                float[] in = m.slot(repeated);
                repeat(m.slot(x), sample * map.inputs() * channels, map.inputs() * channels, multiplier, in);
                int to = sample * map.windows() * columns;
                grids.run(in, 0, m.slot(y), to, 0, grids.count(), m.scratch());
            }
        };
    }

    private ImageRows rows(Shape images, float[] values, float[] start, Target target) {
        if (windows.axes() != 2 || kernel.shape().length(-1) != 1) {
            return null;
        }
        Epilogue epilogue = new Epilogue(target.kernels(), activation);
        WindowMap map = new WindowMap(windows, images);
        return new DepthwiseGrids(map, start.length, values, start, epilogue);
    }

    private static void repeat(float[] x, int offset, int count, int times, float[] y) {
        for (int i = 0; i < count; i++) {
            Arrays.fill(y, i * times, (i + 1) * times, x[offset + i]);
        }
    }
}
