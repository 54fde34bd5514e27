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
import java.util.List;

/**
 * {@code keras.layers.Dense} quantised to int8 or int4. The integer products are divided by the scales of the columns,
 * and by those of the rows where the inputs are quantised too; a kernel of int4 in blocks is dequantised.
 */
final class QuantizedDenseLayer extends DenseLayer {
    private final Quantization quantization;
    private final StoredQuantization stored;
    private final WeightSlot scale;
    private final WeightSlot zero;
    private final WeightSlot groups;

    QuantizedDenseLayer(LayerConfig config, LayerFactory factory, Quantization quantization) {
        this(config, factory, quantization, null);
    }

    /** One that is quantised as the file has it, if at all. */
    QuantizedDenseLayer(LayerConfig config, LayerFactory factory, StoredQuantization stored) {
        this(config, factory, null, stored);
    }

    private QuantizedDenseLayer(
            LayerConfig config, LayerFactory factory, Quantization quantization, StoredQuantization stored) {
        super(config, factory, true);
        this.quantization = quantization;
        this.stored = stored;
        scale = nonTrainableWeight("kernel_scale");
        boolean blocks = quantization == null || quantization.block() > 0;
        zero = blocks ? nonTrainableWeight("kernel_zero") : null;
        groups = blocks ? nonTrainableWeight("g_idx") : null;
    }

    @Override
    public List<WeightSlot> leftOut() {
        return stored == null ? List.of() : List.of(scale, zero, groups);
    }

    @Override
    public boolean savesAsDeclared() {
        return Quantization.isSavedAsDeclared(config());
    }

    @Override
    Value biased(Lowering g, Value x) {
        if (stored != null && !scale.isBound()) {
            return super.biased(g, x);
        }
        int features = x.shape().length(-1);
        Quantization how = quantization == null ? read(features) : quantization;
        Weight numbers = how.mode() == Quantization.Mode.INT8
                ? kernel().get(features, units())
                : QuantizedWeights.unpacked(kernel(), features, units());
        Value y = how.block() == 0 ? scaled(g, how, x, numbers) : inBlocks(g, how, x, numbers);
        return Lora.added(lora(), g, x, y, (in, kernel) -> g.add(new Dense(kernel, null, Activation.LINEAR), in));
    }

    private Quantization read(int features) {
        Shape packed = Shape.of(features, QuantizedWeights.packed(units()));
        return stored.read(kernel().shape(), Shape.of(features, units()), packed, zero, 0, features, null);
    }

    private Value inBlocks(Lowering g, Quantization how, Value x, Weight numbers) {
        int features = x.shape().length(-1);
        int count = how.blocks(features);
        int[] group = QuantizedWeights.groups(groups, features, count);
        Weight values =
                QuantizedWeights.inGroups(numbers, scale.get(count, units()), zero.get(count, units()), group, true);
        return g.add(new Dense(values, bias(), Activation.LINEAR), x);
    }

    private Value scaled(Lowering g, Quantization how, Value x, Weight numbers) {
        boolean hasRow = scale.shape().rank() == 2;
        Weight columns =
                hasRow ? ComputedWeight.reshaped(scale.get(1, units()), Shape.of(units())) : scale.get(units());
        Value y = how.product(g, x, numbers, columns);
        Weight added = bias();
        return added == null ? y : g.add(new Combine(Binary.ADD), y, g.add(new Constant(added)));
    }
}
