package io.github.cornu.importer.layer.pooling;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Constants;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.convolutional.Convolutions;
import io.github.cornu.importer.layer.convolutional.TheanoPadding;
import io.github.cornu.importer.layer.convolutional.WindowLayer;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.tensor.Binary;
import java.util.List;

/**
 * {@code keras.layers.MaxPooling1D}, {@code AveragePooling1D}, and those of two and three axes. With the padding {@code
 * same} and strides beyond the pool size, those of three axes are as TensorFlow documents and XLA computes them; its
 * other kernels for CPUs begin later.
 */
public final class PoolingLayer extends WindowLayer {
    private final Windows windows;
    private final Pool.Kind kind;
    private final TheanoPadding theano;

    public PoolingLayer(LayerConfig config, int spatialAxes, boolean max) {
        super(config, spatialAxes);
        List<Integer> size = config.integers("pool_size", spatialAxes, 2);
        List<Integer> strides = config.has("strides") ? config.integers("strides", spatialAxes) : size;
        Windows padded = Windows.dense(size, strides, Convolutions.padding(config));
        boolean isTheano = config.writer().isTheano() && padded.padding() == Padding.SAME;
        theano = isTheano ? TheanoPadding.ofPooling(padded) : null;
        windows = isTheano ? TheanoPadding.removed(padded) : padded;
        kind = max ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1 ? "use padding 'valid'" : "";
    }

    @Override
    public Value applyChannelsLast(Lowering g, Value x) {
        if (theano == null) {
            return g.add(new Pool(kind, windows), x);
        }
        if (kind == Pool.Kind.MAX) {
            return g.add(new Pool(kind, windows), theano.apply(g, x, Float.NEGATIVE_INFINITY));
        }
        Value sum = g.add(new Pool(kind, windows), theano.apply(g, x, 0f));
        Value count = g.add(new Pool(kind, windows), theano.apply(g, Constants.ones(g, x), 0f));
        return g.add(new Combine(Binary.DIVIDE), sum, count);
    }
}
