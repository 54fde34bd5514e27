package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** {@code MaxoutDense} of Keras 1: the largest of {@code nb_feature} dense layers, for each unit. */
public final class MaxoutDenseLayer extends SingleLayer {
    private final int units;
    private final int features;
    private final WeightSlot kernel;
    private final WeightSlot bias;

    public MaxoutDenseLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        units = config.integer("output_dim");
        features = config.integer("nb_feature", 4);
        config.ignore("init");
        kernel = weight("W");
        bias = config.bool("bias", true) ? weight("b") : null;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException("expected an input of rank 2, got " + x.shape());
        }
        int inputs = x.shape().length(1);
        Weight side = ComputedWeight.transposed(kernel.get(features, inputs, units), "fiu", "ifu");
        Shape wide = Shape.of(inputs, Math.multiplyExact(features, units));
        Value all = g.add(new Dense(ComputedWeight.reshaped(side, wide), null, Activation.LINEAR), x);
        Value apart = g.add(Reshape.ofSamples(Shape.of(features, units)), all);
        if (bias != null) {
            apart = g.add(new Combine(Binary.ADD), apart, g.add(new Constant(bias.get(features, units))));
        }
        return g.add(new Reduce(Reduce.Kind.MAX, 1, false), apart);
    }
}
