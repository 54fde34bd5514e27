package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Weight;

/**
 * {@code NoisyDense} of TensorFlow Addons (Fortunato et al., 2018): a Dense layer with the noise that the file has:
 * kernel and bias are mu + sigma eps.
 */
public final class NoisyDense {
    private NoisyDense() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("sigma", "use_factorised");
        int units = config.integer("units");
        ActivationNames activation = ActivationNames.read(layer, "activation", "linear");
        Noisy kernel = Noisy.declare(layer, "kernel");
        Noisy bias = config.bool("use_bias", true) ? Noisy.declare(layer, "bias") : null;
        return call -> {
            call.passMask();
            Value x = call.input();
            int size = Parts.length(x.shape(), x.shape().rank() - 1);
            Weight added = bias == null ? null : bias.sum(units);
            return activation.apply(call, call.add(new Dense(kernel.sum(size, units), added, Activation.LINEAR), x));
        };
    }

    private record Noisy(CustomWeight sigma, CustomWeight mu, CustomWeight eps) {
        static Noisy declare(CustomLayerBuilder layer, String name) {
            return new Noisy(
                    layer.weight("sigma_" + name), layer.weight("mu_" + name), layer.nonTrainableWeight("eps_" + name));
        }

        Weight sum(int... lengths) {
            float[] factors = sigma.expect(lengths).read();
            float[] noise = eps.expect(lengths).read();
            float[] sum = mu.expect(lengths).read().clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factors[i] * noise[i];
            }
            return Weight.of(sum, lengths);
        }
    }
}
