package io.github.cornu.importer.layer.reshaping;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SpatialLayer;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.op.shape.Repeat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code keras.layers.UpSampling1D}, {@code UpSampling2D} with all interpolations, and {@code UpSampling3D}. With whole
 * factors, area is the same as nearest.
 */
public final class UpSamplingLayer extends SpatialLayer {
    private static final List<String> REPEATING = List.of("nearest", "area");

    private final List<Integer> size;
    private final String interpolation;

    public UpSamplingLayer(LayerConfig config, int spatialAxes) {
        super(config, spatialAxes);
        size = config.integers("size", spatialAxes);
        interpolation = config.string("interpolation", "nearest").toLowerCase(Locale.ROOT);
        boolean known = REPEATING.contains(interpolation)
                || Arrays.stream(Sampling.values()).anyMatch(this::isNamed);
        if (!known) {
            throw new UnsupportedModelException("unknown interpolation '" + interpolation + "'");
        }
    }

    private boolean isNamed(Sampling sampling) {
        return sampling.name().toLowerCase(Locale.ROOT).equals(interpolation);
    }

    @Override
    public boolean movesNumbers() {
        return spatialAxes != 2;
    }

    @Override
    public Value along(Lowering g, Value x, int spatialAxis, int axis) {
        int factor = size.get(spatialAxis);
        if (REPEATING.contains(interpolation)) {
            return g.add(new Repeat(axis, factor), x);
        }
        return g.add(Resample.times(factor, axis, Sampling.valueOf(interpolation.toUpperCase(Locale.ROOT))), x);
    }
}
