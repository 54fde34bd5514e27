package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Activations;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.LayerFunction;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Op;
import io.github.cornu.tensor.Weight;
import java.util.function.Function;

/** What a convolution ends with: a bias, by {@code use_bias}, and the function {@code activation}. */
final class BiasAndActivation {
    private final WindowLayer owner;
    private final WeightSlot bias;
    private final LayerFunction activation;

    /** Declares the bias, and so comes after the kernels. */
    BiasAndActivation(WindowLayer owner, LayerFactory factory) {
        this.owner = owner;
        bias = owner.config().bool("use_bias", true) ? owner.weight("bias") : null;
        activation = Activations.read(owner, factory, "activation", "linear");
    }

    /**
     * Adds a convolution and what it ends with.
     *
     * @param convolution the operation with a bias, or with none if that is null
     * @param filters the length of the bias
     */
    Value apply(Lowering g, Function<Weight, Op> convolution, int filters, Value x) {
        Weight added = bias == null ? null : bias.get(filters);
        return owner.activated(g, activation, g.addBiased(convolution, added, x));
    }
}
