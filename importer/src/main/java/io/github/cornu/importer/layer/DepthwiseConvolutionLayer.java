package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Activation;
import io.github.cornu.op.DepthwiseConvolution;
import io.github.cornu.op.Windows;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.DepthwiseConv1D} and {@code DepthwiseConv2D}. */
final class DepthwiseConvolutionLayer extends WindowLayer {
    private final Windows windows;
    private final int multiplier;
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot bias;

    DepthwiseConvolutionLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config, spatialAxes);
        windows = paddedBefore(Convolutions.windows(config, spatialAxes));
        multiplier = config.integer("depth_multiplier", 1);
        config.ignore("filters", "groups");
        kernel = weight(config.writer().isKeras3() ? "kernel" : "depthwise_kernel");
        bias = config.bool("use_bias", true) ? weight("bias") : null;
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    Value applyChannelsLast(Lowering g, Value x) {
        int channels = x.shape().length(-1);
        Weight filter = kernel.get(Convolutions.kernelShape(windows, channels, multiplier));
        Weight added = bias == null ? null : bias.get(channels * multiplier);
        Value y = g.addBiased(b -> new DepthwiseConvolution(filter, b, windows, Activation.LINEAR), added, x);
        return activation.apply(g, y);
    }
}
