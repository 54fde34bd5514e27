package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lora;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Weight;

/** {@code keras.layers.Dense}. */
public class DenseLayer extends SingleLayer {
    private final int units;
    private final LayerFunction activation;
    private final WeightSlot kernel;
    private final WeightSlot bias;
    private final Lora lora;

    /**
     * The layer with a kernel of some kind.
     *
     * @param frozen whether training leaves the kernel as it is
     */
    DenseLayer(LayerConfig config, LayerFactory factory, boolean frozen) {
        super(config);
        units = config.integer("units");
        kernel = frozen ? nonTrainableWeight("kernel") : Lora.weight(this, "kernel");
        bias = config.bool("use_bias", true) ? weight("bias") : null;
        lora = Lora.of(this, "kernel");
        activation = Activations.read(this, factory, "activation", "linear");
    }

    @Override
    public final boolean passesMask() {
        return true;
    }

    @Override
    public final Value apply(Lowering g, Value x) {
        return activation.apply(g, biased(g, x));
    }

    /** The product, with its bias. */
    Value biased(Lowering g, Value x) {
        Weight matrix = kernel(x);
        return g.addBiased(added -> new Dense(matrix, added, Activation.LINEAR), bias(), x);
    }

    final int units() {
        return units;
    }

    /** The kernel for an input, with what LoRA adds. */
    final Weight kernel(Value x) {
        return Lora.added(lora, kernel.get(x.shape().length(-1), units));
    }

    /** What LoRA adds to a product with a kernel that is quantised; null: nothing. */
    final Lora lora() {
        return lora;
    }

    /** The kernel as it is in the file. */
    final WeightSlot kernel() {
        return kernel;
    }

    /** One number a unit, or null. */
    final Weight bias() {
        return bias == null ? null : bias.get(units);
    }
}
