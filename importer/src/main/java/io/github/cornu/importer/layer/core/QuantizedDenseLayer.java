package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lora;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/**
 * {@code keras.layers.Dense} quantised to int8 or int4. The integer products are divided by the scales of the columns,
 * and by those of the rows where the inputs are quantised too; a kernel of int4 in blocks is dequantised.
 */
final class QuantizedDenseLayer extends DenseLayer {
    private final Quantization quantization;
    private final WeightSlot scale;
    private final WeightSlot zero;
    private final WeightSlot groups;

    QuantizedDenseLayer(LayerConfig config, LayerFactory factory, Quantization quantization) {
        super(config, factory, true);
        this.quantization = quantization;
        scale = nonTrainableWeight("kernel_scale");
        boolean blocks = quantization.block() > 0;
        zero = blocks ? nonTrainableWeight("kernel_zero") : null;
        groups = blocks ? nonTrainableWeight("g_idx") : null;
    }

    @Override
    public boolean savesAsDeclared() {
        return Quantization.isSavedAsDeclared(config());
    }

    @Override
    Value biased(Lowering g, Value x) {
        int features = x.shape().length(-1);
        Weight numbers = quantization.mode() == Quantization.Mode.INT8
                ? kernel().get(features, units())
                : QuantizedWeights.unpacked(kernel(), features, units());
        Weight added = bias();
        Value y = zero == null ? scaled(g, x, numbers, added) : inBlocks(g, x, numbers, added);
        return Lora.added(lora(), g, x, y, (in, kernel) -> g.add(new Dense(kernel, null, Activation.LINEAR), in));
    }

    private Value inBlocks(Lowering g, Value x, Weight numbers, Weight added) {
        int features = x.shape().length(-1);
        int count = quantization.blocks(features);
        int[] group = QuantizedWeights.groups(groups, features, count);
        Weight values =
                QuantizedWeights.inGroups(numbers, scale.get(count, units()), zero.get(count, units()), group, true);
        return g.add(new Dense(values, added, Activation.LINEAR), x);
    }

    private Value scaled(Lowering g, Value x, Weight numbers, Weight added) {
        boolean hasRow = scale.shape().rank() == 2;
        Weight columns =
                hasRow ? ComputedWeight.reshaped(scale.get(1, units()), Shape.of(units())) : scale.get(units());
        Value y = quantization.product(g, x, numbers, columns);
        return added == null ? y : g.add(new Combine(Binary.ADD), y, g.add(new Constant(added)));
    }
}
