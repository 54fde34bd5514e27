package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Convolution;
import io.github.cornu.op.Windows;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.Conv1D}, {@code Conv2D} and {@code Conv3D}. */
final class ConvolutionLayer extends WindowLayer {
    private final Windows windows;
    private final int filters;
    private final int groups;
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot bias;

    ConvolutionLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config, spatialAxes);
        windows = paddedBefore(Convolutions.windows(config, spatialAxes));
        filters = config.integer("filters");
        groups = config.integer("groups", 1);
        if (groups < 1 || filters % groups != 0) {
            throw new IllegalArgumentException(filters + " filters in " + groups + " groups");
        }
        kernel = weight("kernel");
        bias = config.bool("use_bias", true) ? weight("bias") : null;
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    Value applyChannelsLast(Lowering g, Value x) {
        int channels = x.shape().length(-1);
        if (channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels in " + groups + " groups");
        }
        Weight filter = kernel.get(Convolutions.kernelShape(windows, channels / groups, filters));
        Weight turned = Convolutions.forWriter(filter, windows, config());
        Weight added = bias == null ? null : bias.get(filters);
        Value y = g.addBiased(b -> new Convolution(turned, b, windows, groups, Activation.LINEAR), added, x);
        return activation.apply(g, y);
    }
}
