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
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * activation(convolution(x, kernel) + bias) over one to three spatial axes, channels last. As in Keras it is a
 * cross-correlation.
 *
 * <p>Each output is the products from the bias, one multiply-add each, in the order that {@link WindowOrder} says,
 * padding counting as zeros; or what {@link WinogradConvolution} says, for the layers that {@link WinogradWeights}
 * suit.
 *
 * @param kernel shape (spatial axes…, input channels / groups, output channels)
 * @param bias shape (output channels,), or null
 * @param groups the channels are cut into that many equal parts, convolved apart
 */
public record Convolution(Weight kernel, Weight bias, Windows windows, int groups, Activation activation)
        implements Windowed, Linear {
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

    /** The same with other windows of as many elements. */
    public Convolution withWindows(Windows other) {
        return new Convolution(kernel, bias, other, groups, activation);
    }

    /** None with padding 'same', where the order of its sums may be another: see {@link WinogradWeights#suit}. */
    @Override
    public Convolution padded(int axis, int before, int after) {
        if (windows.padding() == Padding.SAME) {
            return null;
        }
        return new Convolution(kernel, bias, windows.padded(axis, before, after), groups, activation);
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
    public long packedFloats(Target target) {
        return isFiltered(target) ? WinogradWeights.floats(kernel, target) : Windowed.super.packedFloats(target);
    }

    private boolean isFiltered(Target target) {
        return WinogradWeights.suit(windows, kernel, groups, target.format());
    }

    @Override
    public Prepared prepare(Target target) {
        if (isFiltered(target)) {
            WinogradWeights weights = WinogradWeights.of(kernel, bias, target);
            return Prepared.of(PackedWeights.total(weights.matrices()), binding -> bind(binding, weights, target));
        }
        int filters = kernel.shape().length(-1);
        OrderedKernel ordered = OrderedKernel.of(kernel.read(), filters, windows, target);
        return prepared(ordered.pack(0, groups, filters / groups, Checks.read(bias)), target);
    }

    private Prepared prepared(PackedKernel packed, Target target) {
        return new Prepared() {
            @Override
            public Step bind(Binding binding) {
                return Convolution.this.bind(binding, packed, target);
            }

            @Override
            public ImageRows rows(Shape images) {
                return windows.axes() == 2
                        ? packed.rows(new WindowMap(windows, images), images.length(-1), activation)
                        : null;
            }

            @Override
            public Prepared padded(int axis, int before, int after) {
                boolean spatial = axis >= 1 && axis <= windows.axes();
                Convolution padded = spatial ? Convolution.this.padded(axis - 1, before, after) : null;
                return padded == null ? null : padded.prepared(packed, target);
            }

            @Override
            public long weightBytes() {
                return packed.bytes();
            }
        };
    }

    private Step bind(Binding binding, PackedKernel packed, Target target) {
        Shape images = binding.inputShape(0);
        WindowMap map = new WindowMap(windows, images);
        int all = images.length(0) * map.windows();
        long nanos = Target.nanos(kernel, all);
        ImageRows pixels = packed.pixels(map, all, activation);
        if (pixels == null) {
            return SharedRows.ofImages(target.team(), binding, nanos, packed.rows(map, images.length(-1), activation));
        }
        int x = binding.input(0);
        int y = binding.output(0);
        return new SharedRows(
                target.team(),
                all,
                nanos,
                (m, first, end, scratch) -> pixels.run(m.slot(x), 0, m.slot(y), 0, first, end, scratch));
    }

    private Step bind(Binding binding, WinogradWeights weights, Target target) {
        Shape images = binding.inputShape(0);
        WindowMap map = new WindowMap(windows, images);
        Epilogue epilogue = new Epilogue(target.kernels(), activation);
        int batch = images.length(0);
        WinogradConvolution convolution =
                new WinogradConvolution(binding.input(0), binding.output(0), map, weights, epilogue);
        long nanos = Target.nanos(kernel, batch * map.windows()) / 2;
        return SharedRows.ofSamples(target.team(), batch, convolution.rows(), nanos, convolution);
    }
}
