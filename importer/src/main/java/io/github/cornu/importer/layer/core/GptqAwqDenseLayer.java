package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** {@code keras.layers.Dense} quantised by GPTQ or AWQ: it multiplies with the dequantised kernel. */
final class GptqAwqDenseLayer extends DenseLayer {
    private final GptqAwqKernel numbers;

    GptqAwqDenseLayer(LayerConfig config, LayerFactory factory, GptqAwqConfig gptqAwq) {
        super(config, factory, true);
        numbers = new GptqAwqKernel(this, gptqAwq, kernel(), "kernel_zero");
    }

    @Override
    public List<WeightSlot> leftOut() {
        return List.of(numbers.zero());
    }

    @Override
    Value biased(Lowering g, Value x) {
        Weight values = numbers.dequantized(x.shape().length(-1), units());
        return g.add(new Dense(values, bias(), Activation.LINEAR), x);
    }
}
