package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.LocallyConnected;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** {@code keras.layers.LocallyConnected1D} and {@code LocallyConnected2D} of Keras 2, with all implementations. */
public final class LocallyConnectedLayer extends WindowLayer {
    private final List<Integer> size;
    private final List<Integer> strides;
    private final boolean isPadded;
    private final int filters;
    private final int implementation;
    private final boolean channelsLast;
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot bias;

    public LocallyConnectedLayer(LayerConfig config, LayerFactory factory, int spatialAxes) {
        super(config, spatialAxes);
        size = config.integers("kernel_size", spatialAxes);
        strides = config.integers("strides", spatialAxes, 1);
        isPadded = Convolutions.padding(config) == Padding.SAME;
        filters = config.integer("filters");
        implementation = config.integer("implementation", 1);
        if (implementation < 1 || implementation > 3) {
            throw new UnsupportedModelException("unknown implementation " + implementation);
        }
        channelsLast = config.channelsLast();
        kernel = weight("kernel");
        bias = config.bool("use_bias", true) ? weight("bias") : null;
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1 ? "use a Conv1D" : "";
    }

    @Override
    public Value applyChannelsLast(Lowering g, Value x) {
        Shape input = x.shape();
        if (!input.axes(1, input.rank()).isFixed()) {
            throw new IllegalArgumentException("expected an input whose shape is fixed, got " + input);
        }
        LocalWindows windows = new LocalWindows(size, strides, isPadded, input.axes(1, input.rank() - 1));
        LocalKernel layout = new LocalKernel(windows, input.length(-1), filters, channelsLast);
        Weight weights = layout.weight(kernel, implementation);
        LocallyConnected op =
                new LocallyConnected(weights, bias(windows.outputs()), windows.ofPadded(), Activation.LINEAR);
        return activated(g, activation, g.add(op, padded(g, x, windows)));
    }

    private static Value padded(Lowering g, Value x, LocalWindows windows) {
        Value padded = x;
        for (int axis = 0; axis < windows.axes(); axis++) {
            if (windows.before(axis) + windows.after(axis) > 0) {
                padded = g.add(new Pad(axis + 1, windows.before(axis), windows.after(axis), 0f), padded);
            }
        }
        return padded;
    }

    /** The bias as a vector, channels last. With channels first, Keras reads its numbers in the order of the output. */
    private Weight bias(Shape outputs) {
        if (bias == null) {
            return null;
        }
        Weight weight = bias.get(outputs.append(Shape.of(filters)).lengths());
        Shape byFilters = Shape.of(filters, outputs.size());
        Weight last = channelsLast
                ? weight
                : ComputedWeight.transposed(ComputedWeight.reshaped(weight, byFilters), "fw", "wf");
        return ComputedWeight.reshaped(last, Shape.of(weight.shape().size()));
    }
}
