package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.function.BiFunction;

/**
 * What LoRA (Hu et al. 2021) adds to a weight: alpha / rank times the product of two factors, the first of the weight's
 * shape with the rank as its last axis, the second of shape (rank, last axis of the weight). Archives have the sum in
 * place of the weight, legacy files have the weight and both factors.
 */
public final class Lora {
    private final WeightSlot first;
    private final WeightSlot second;
    private final float scale;

    private Lora(KerasLayer layer, String name) {
        int rank = layer.config().integer("lora_rank");
        scale = layer.config().number("lora_alpha", rank) / rank;
        first = layer.legacyWeight("lora_" + name + "_a");
        second = layer.legacyWeight("lora_" + name + "_b");
    }

    /** Declares the weight that it adds to, which training leaves as it is. */
    public static WeightSlot weight(KerasLayer layer, String name) {
        return layer.config().hasLora() ? layer.nonTrainableWeight(name) : layer.weight(name);
    }

    /** Declares the factors, after all other weights that are trained; null if the layer has none. */
    public static Lora of(KerasLayer layer, String name) {
        return layer.config().hasLora() ? new Lora(layer, name) : null;
    }

    /** A weight with what it adds, which may be null, or may be in the weight already. */
    public static Weight added(Lora lora, Weight weight) {
        return lora == null || !lora.isApart() ? weight : lora.sum(weight);
    }

    private boolean isApart() {
        if (first.isBound() && first.owner().half() != null) {
            throw new UnsupportedModelException("LoRA in " + first.owner().half() + " in a legacy file");
        }
        return first.isBound();
    }

    private Weight sum(Weight weight) {
        int columns = weight.shape().length(-1);
        int rank = second.shape().length(0);
        Weight a = first.get(weight.shape().with(-1, rank).lengths());
        Weight b = second.get(rank, columns);
        return new ComputedWeight(weight.shape(), () -> {
            float[] sums = weight.read().clone();
            float[] left = a.read();
            float[] right = b.read();
            for (int i = 0; i < sums.length; i++) {
                float product = 0f;
                for (int k = 0; k < rank; k++) {
                    product += left[i / columns * rank + k] * right[k * columns + i % columns];
                }
                sums[i] += scale * product;
            }
            return sums;
        });
    }

    /**
     * What a quantised layer gives, with what it adds to that.
     *
     * @param lora null if the layer has none
     * @param product computes the layer's own product of an input and a weight
     */
    public static Value added(Lora lora, Lowering g, Value x, Value y, BiFunction<Value, Weight, Value> product) {
        if (lora == null || !lora.isApart()) {
            return y;
        }
        Shape shape = lora.second.shape();
        Weight scaled = new ComputedWeight(shape, () -> {
            float[] values = lora.second.get().read().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= lora.scale;
            }
            return values;
        });
        Value inner = product.apply(x, lora.first.get());
        return g.add(new Combine(Binary.ADD), y, g.add(new Dense(scaled, null, Activation.LINEAR), inner));
    }
}
