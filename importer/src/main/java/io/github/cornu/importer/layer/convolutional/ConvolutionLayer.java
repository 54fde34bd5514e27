package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lora;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.Conv1D}, {@code Conv2D} and {@code Conv3D}. */
public final class ConvolutionLayer extends WindowLayer {
    private final Windows windows;
    private final int filters;
    private final int groups;
    private final WeightSlot kernel;
    private final BiasAndActivation end;
    private final Lora lora;

    public ConvolutionLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config, spatialAxes);
        windows = paddedBefore(Convolutions.windows(config, spatialAxes));
        filters = config.integer("filters");
        groups = config.integer("groups", 1);
        if (groups < 1 || filters % groups != 0) {
            throw new IllegalArgumentException(filters + " filters in " + groups + " groups");
        }
        kernel = Lora.weight(this, "kernel");
        end = new BiasAndActivation(this, factory);
        lora = Lora.of(this, "kernel");
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1 ? "use padding 'causal' or 'valid'" : "";
    }

    @Override
    public Value applyChannelsLast(Lowering g, Value x) {
        int channels = x.shape().length(-1);
        if (channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels in " + groups + " groups");
        }
        Weight filter = kernel.get(Convolutions.kernelShape(windows, channels / groups, filters));
        Weight turned = Convolutions.forWriter(Lora.added(lora, filter), windows, config());
        return end.apply(g, b -> new Convolution(turned, b, windows, groups, Activation.LINEAR), filters, x);
    }
}
