package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Weight;
import java.util.Collections;

/** {@code keras.layers.SeparableConv1D} and {@code SeparableConv2D}: a depthwise convolution, then one of 1 by 1. */
public final class SeparableConvolutionLayer extends WindowLayer {
    private final Windows windows;
    private final Windows pointwiseWindows;
    private final int multiplier;
    private final int filters;
    private final WeightSlot depthwise;
    private final WeightSlot pointwise;
    private final BiasAndActivation end;

    public SeparableConvolutionLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config, spatialAxes);
        windows = paddedBefore(Convolutions.windows(config, spatialAxes));
        pointwiseWindows =
                Windows.dense(Collections.nCopies(spatialAxes, 1), Collections.nCopies(spatialAxes, 1), Padding.VALID);
        multiplier = config.integer("depth_multiplier", 1);
        filters = config.integer("filters");
        config.ignore("groups");
        depthwise = weight("depthwise_kernel");
        pointwise = weight("pointwise_kernel");
        end = new BiasAndActivation(this, factory);
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1 ? "use padding 'valid'" : "";
    }

    @Override
    public Value applyChannelsLast(Lowering g, Value x) {
        int channels = x.shape().length(-1);
        DepthwiseConvolution first = new DepthwiseConvolution(
                depthwise.get(Convolutions.kernelShape(windows, channels, multiplier)),
                null,
                windows,
                Activation.LINEAR);
        Weight filter = pointwise.get(Convolutions.kernelShape(pointwiseWindows, channels * multiplier, filters));
        Value y = g.add(first, x);
        return end.apply(g, b -> new Convolution(filter, b, pointwiseWindows, 1, Activation.LINEAR), filters, y);
    }
}
