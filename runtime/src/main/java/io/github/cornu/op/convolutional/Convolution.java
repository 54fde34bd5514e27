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
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
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
        implements Windowed, Linear {
    /**
     * Floats of the rows that are gathered (im2col) for one matrix product: about what the second-level cache holds.
     */
    public static final int GATHERED = 1 << 16;

    /** Floats of the output that are still in the second-level cache when bias and activation follow. */
    private static final int EPILOGUE_AT_ONCE = 1 << 16;
    /** The least number of pixels in one matrix product, so that the weights are read seldom. */
    private static final int LEAST_PIXELS = 192;

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        windows.checkKernel(kernel);
        Checks.lastAxis(inputs.get(0), groups * kernel.shape().length(-2));
        return windows.outputShape(inputs.get(0), kernel.shape().length(-1));
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.products(kernel, outputs) + Flops.given(bias, activation, outputs);
    }

    @Override
    public Convolution withActivation(Activation other) {
        return new Convolution(kernel, bias, windows, groups, other);
    }

    @Override
    public Convolution folded(Weight scale, Weight shift) {
        return new Convolution(
                FoldedWeight.kernel(kernel, scale), FoldedWeight.bias(bias, scale, shift), windows, groups, activation);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return windows.time(inputs.get(0));
    }

    @Override
    public List<WeightMatrix> matrices() {
        int part = WeightMatrix.columns(kernel) / groups;
        List<WeightMatrix> matrices = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            matrices.add(WeightMatrix.ofColumns(kernel, WeightMatrix.range(group * part, part)));
        }
        return matrices;
    }

    @Override
    public Prepared prepare(Target target) {
        int channels = kernel.shape().length(-2);
        int filters = kernel.shape().length(-1);
        int depth = windows.elements() * channels;
        int part = filters / groups;
        float[] values = kernel.read();
        float[] added = Checks.read(bias);
        PackedWeights[] packed = new PackedWeights[groups];
        for (int group = 0; group < groups; group++) {
            packed[group] = target.packing().pack(values, group * part, filters, depth, part, null);
        }
        Epilogue epilogue = new Epilogue(target.kernels(), added, activation);
        return Prepared.of(epilogue.bytes(packed), binding -> bind(binding, packed, epilogue, channels, filters));
    }

    private Step bind(Binding binding, PackedWeights[] packed, Epilogue epilogue, int channels, int filters) {
        WindowMap map = new WindowMap(windows, binding.inputShape(0));
        int x = binding.input(0);
        int y = binding.output(0);
        int batch = binding.inputShape(0).length(0);
        int depth = packed[0].rows();
        int part = filters / groups;
        int pixels = map.windows();
        if (groups == 1 && map.isIdentity()) {
            return pointwise(x, y, batch * pixels, packed[0], epilogue);
        }
        int all = channels * groups;
        Gatherer gatherer = new Gatherer(map.positions(), map.elements(), channels, all);
        int block = Math.max(1, Math.min(pixels, GATHERED / depth));
        int rows = binding.scratch(block * depth);
        return m -> {
            float[] out = m.slot(y);
            for (int sample = 0; sample < batch; sample++) {
                int from = sample * map.inputs() * all;
                for (int first = 0; first < pixels; first += block) {
                    int count = Math.min(block, pixels - first);
                    int to = (sample * pixels + first) * filters;
                    for (int group = 0; group < groups; group++) {
                        gatherer.gather(m.slot(x), from + group * channels, first, count, m.slot(rows));
                        packed[group].multiply(
                                count, m.slot(rows), 0, depth, out, to + group * part, filters, m.scratch());
                    }
                    epilogue.run(m, out, to, count, filters);
                }
            }
        };
    }

    /** Windows of one element: the rows of the matrix product are the input itself. */
    private static Step pointwise(int x, int y, int pixels, PackedWeights packed, Epilogue epilogue) {
        int depth = packed.rows();
        int filters = packed.columns();
        int block = Math.max(LEAST_PIXELS, EPILOGUE_AT_ONCE / filters);
        return m -> {
            for (int first = 0; first < pixels; first += block) {
                int count = Math.min(block, pixels - first);
                packed.multiply(
                        count, m.slot(x), first * depth, depth, m.slot(y), first * filters, filters, m.scratch());
                epilogue.run(m, m.slot(y), first * filters, count, filters);
            }
        };
    }
}
