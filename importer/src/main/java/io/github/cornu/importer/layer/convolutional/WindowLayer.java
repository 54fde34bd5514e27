package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Pad;

/** A layer whose windows move over one to three spatial axes. Channels are moved to the end for its operations. */
public abstract class WindowLayer extends SingleLayer {
    protected final int spatialAxes;
    private final boolean channelsLast;
    private final int causalPadding;
    private TheanoPadding theano;

    public WindowLayer(LayerConfig config, int spatialAxes) {
        super(config);
        this.spatialAxes = spatialAxes;
        this.channelsLast = config.channelsLast();
        this.causalPadding = spatialAxes == 1 ? Convolutions.causalPadding(config) : 0;
    }

    /** Windows of a convolution; without padding where {@link #applyChannelsLast} gets an input that has it already. */
    Windows paddedBefore(Windows windows) {
        if (!config().writer().isTheano() || windows.padding() != Padding.SAME) {
            return windows;
        }
        theano = TheanoPadding.ofConvolution(windows);
        return TheanoPadding.removed(windows);
    }

    /** Adds the operations for an input with channels last. */
    public abstract Value applyChannelsLast(Lowering g, Value x);

    @Override
    public Value apply(Lowering g, Value x) {
        if (x.shape().rank() != spatialAxes + 2) {
            throw new IllegalArgumentException("expected an input of rank " + (spatialAxes + 2) + ", got " + x.shape());
        }
        if (channelsLast) {
            return applyPadded(g, x);
        }
        return Axes.channelsFirst(g, applyPadded(g, Axes.channelsLast(g, x)));
    }

    /**
     * Adds the activation, for a value with channels last. That of rows is of the axis that is the last one in Keras.
     */
    final Value activated(Lowering g, LayerFunction activation, Value y) {
        if (channelsLast || activation.isElementwise()) {
            return activation.apply(g, y);
        }
        return Axes.channelsLast(g, activation.apply(g, Axes.channelsFirst(g, y)));
    }

    private Value applyPadded(Lowering g, Value x) {
        Value padded = causalPadding == 0 ? x : g.add(new Pad(1, causalPadding, 0, 0f), x);
        return applyChannelsLast(g, theano == null ? padded : theano.apply(g, padded, 0f));
    }
}
