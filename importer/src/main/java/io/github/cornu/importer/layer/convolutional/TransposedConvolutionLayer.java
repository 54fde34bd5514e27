package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.convolutional.TransposedWindows;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.Conv1DTranspose}, {@code Conv2DTranspose} and {@code Conv3DTranspose}. */
public final class TransposedConvolutionLayer extends WindowLayer {
    private final Windows windows;
    private final List<Integer> outputPadding;
    /** What Keras 1 said of the output, or null. */
    private final int[] outputShape;

    private final int filters;
    private final WeightSlot kernel;
    private final BiasAndActivation end;

    public TransposedConvolutionLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config, spatialAxes);
        windows = Convolutions.windows(config, spatialAxes);
        TheanoPadding.reject(config, windows);
        boolean isPadded = config.has("output_padding");
        outputPadding = isPadded ? config.integers("output_padding", spatialAxes) : List.of();
        outputShape = config.writer().isKeras1() ? config.shape("output_shape") : null;
        filters = config.integer("filters");
        if (config.integer("groups", 1) != 1) {
            throw new IllegalArgumentException("groups in a transposed convolution");
        }
        kernel = weight("kernel");
        end = new BiasAndActivation(this, factory);
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1 ? "use strides of at least the kernel_size" : "";
    }

    @Override
    public Value applyChannelsLast(Lowering g, Value x) {
        int channels = x.shape().length(-1);
        Weight stored = kernel.get(Convolutions.kernelShape(windows, filters, channels));
        Weight filter = Convolutions.forWriter(stored, windows, config());
        Weight swapped = channelsSwapped(filter);
        TransposedWindows transposed =
                new TransposedWindows(windows, outputShape == null ? outputPadding : paddingTo(x.shape()));
        return end.apply(g, b -> new TransposedConvolution(swapped, b, transposed, Activation.LINEAR), filters, x);
    }

    /** The output padding that leads to the output shape. */
    private List<Integer> paddingTo(Shape input) {
        List<Integer> padding = new ArrayList<>();
        int first = config().channelsLast() ? 1 : 2;
        for (int axis = 0; axis < spatialAxes; axis++) {
            int size = windows.size().get(axis);
            int least = windows.padding() == Padding.SAME ? size % 2 : size;
            int length = input.length(axis + 1);
            if (length < 0 || first + axis >= outputShape.length || outputShape[first + axis] < 0) {
                throw new UnsupportedModelException("images of no fixed shape, with an output shape of Keras 1");
            }
            padding.add(
                    outputShape[first + axis] - (length - 1) * windows.strides().get(axis) - least);
        }
        return padding;
    }

    /** The kernel with its input channels before its output channels. */
    private static Weight channelsSwapped(Weight weight) {
        int rank = weight.shape().rank();
        return ComputedWeight.transposed(
                weight, Transpose.move(rank, rank - 1, rank - 2).order());
    }
}
