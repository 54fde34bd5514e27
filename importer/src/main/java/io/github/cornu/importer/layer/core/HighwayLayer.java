package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** {@code Highway} of Keras 1: t y + (1 - t) x, where y is a dense layer, and t one with a sigmoid. */
public final class HighwayLayer extends SingleLayer {
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot carryKernel;
    private final WeightSlot bias;
    private final WeightSlot carryBias;

    public HighwayLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        activation = Activations.read(this, factory, "activation", "linear");
        config.ignore("init", "transform_bias");
        boolean useBias = config.bool("bias", true);
        kernel = weight("W");
        carryKernel = weight("W_carry");
        bias = useBias ? weight("b") : null;
        carryBias = useBias ? weight("b_carry") : null;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        Value carry = dense(g, x, carryKernel, carryBias);
        Value t = Numbers.unary(g, Unary.SIGMOID, carry);
        Value y = activation.apply(g, dense(g, x, kernel, bias));
        Value rest = Numbers.unary(g, Unary.SCALE_SHIFT, -1f, 1f, t);
        return g.add(
                new Combine(Binary.ADD),
                g.add(new Combine(Binary.MULTIPLY), y, t),
                g.add(new Combine(Binary.MULTIPLY), rest, x));
    }

    private static Value dense(Lowering g, Value x, WeightSlot kernel, WeightSlot bias) {
        int features = x.shape().length(-1);
        return g.add(
                new Dense(kernel.get(features, features), bias == null ? null : bias.get(features), Activation.LINEAR),
                x);
    }
}
