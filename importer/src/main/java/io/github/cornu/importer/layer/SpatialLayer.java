package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;

/** A layer that works along each of one to three spatial axes, before or after the channels. */
public abstract class SpatialLayer extends SingleLayer {
    public final int spatialAxes;
    private final boolean channelsLast;

    public SpatialLayer(LayerConfig config, int spatialAxes) {
        super(config);
        this.spatialAxes = spatialAxes;
        this.channelsLast = config.channelsLast();
    }

    /** Adds what happens along one axis. */
    public abstract Value along(Lowering g, Value x, int spatialAxis, int axis);

    @Override
    public Value apply(Lowering g, Value x) {
        if (x.shape().rank() != spatialAxes + 2) {
            throw new IllegalArgumentException("expected an input of rank " + (spatialAxes + 2) + ", got " + x.shape());
        }
        Value y = x;
        for (int i = 0; i < spatialAxes; i++) {
            y = along(g, y, i, i + (channelsLast ? 1 : 2));
        }
        return y;
    }
}
