package io.github.cornu.importer.layer.core;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code keras.layers.EinsumDense} quantised by GPTQ or AWQ: it multiplies with the dequantised kernel. */
final class GptqAwqEinsumDenseLayer extends EinsumDenseLayer {
    private final GptqAwqKernel numbers;

    GptqAwqEinsumDenseLayer(LayerConfig config, LayerFactory factory, GptqAwqConfig gptqAwq) {
        super(config, factory, true);
        numbers = new GptqAwqKernel(this, gptqAwq, kernel(), "zero_point");
        config.ignore("gptq_unpacked_column_size");
    }

    @Override
    public List<WeightSlot> leftOut() {
        return List.of(numbers.zero());
    }

    @Override
    Value biased(Lowering g, EinsumEquation full, Value x) {
        int[] shape = kernelShape(full, x.shape());
        if (Arrays.stream(shape).anyMatch(length -> length == Shape.FREE)) {
            throw new UnsupportedModelException("a kernel quantised by GPTQ or AWQ whose shape is not in the config");
        }
        int inputs = GptqAwqKernel.inputs(shape);
        Shape whole = Shape.of(shape);
        Weight values = ComputedWeight.reshaped(numbers.dequantized(inputs, whole.size() / inputs), whole);
        return plusBias(g, full, new EinsumLowering(g, full).apply(x, values, null), UnaryOperator.identity());
    }
}
