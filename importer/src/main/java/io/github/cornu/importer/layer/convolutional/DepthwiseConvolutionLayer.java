package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.DepthwiseConv1D} and {@code DepthwiseConv2D}. */
public final class DepthwiseConvolutionLayer extends WindowLayer {
    private final Windows windows;
    private final int multiplier;
    private final WeightSlot kernel;
    private final BiasAndActivation end;

    public DepthwiseConvolutionLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config, spatialAxes);
        windows = paddedBefore(Convolutions.windows(config, spatialAxes));
        multiplier = config.integer("depth_multiplier", 1);
        config.ignore("filters", "groups");
        kernel = weight(config.writer().isKeras3() ? "kernel" : "depthwise_kernel");
        end = new BiasAndActivation(this, factory);
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1 ? "use padding 'valid'" : "";
    }

    @Override
    public Value applyChannelsLast(Lowering g, Value x) {
        int channels = x.shape().length(-1);
        Weight filter = kernel.get(Convolutions.kernelShape(windows, channels, multiplier));
        return end.apply(
                g, b -> new DepthwiseConvolution(filter, b, windows, Activation.LINEAR), channels * multiplier, x);
    }
}
