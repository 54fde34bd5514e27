package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;

/** A layer whose windows move over one or two spatial axes. Channels are moved to the end for its operations. */
abstract class WindowLayer extends SingleLayer {
    final int spatialAxes;
    private final boolean channelsLast;

    WindowLayer(LayerConfig config, int spatialAxes) {
        super(config);
        this.spatialAxes = spatialAxes;
        this.channelsLast = config.channelsLast();
    }

    /** Adds the operations for an input with channels last. */
    abstract Value applyChannelsLast(Lowering g, Value x);

    @Override
    Value apply(Lowering g, Value x) {
        if (x.shape().rank() != spatialAxes + 2) {
            throw new IllegalArgumentException("expected an input of rank " + (spatialAxes + 2) + ", got " + x.shape());
        }
        if (channelsLast) {
            return applyChannelsLast(g, x);
        }
        return Axes.channelsFirst(g, applyChannelsLast(g, Axes.channelsLast(g, x)));
    }
}
