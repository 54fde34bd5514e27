package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/** {@code tf.keras.layers.experimental.RandomFourierFeatures} of Keras 2: cos(x W / scale + b). */
public final class RandomFourierFeaturesLayer extends SingleLayer {
    private final int units;
    private final WeightSlot kernel;
    private final WeightSlot bias;
    private final WeightSlot scale;

    public RandomFourierFeaturesLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        units = config.integer("output_dim");
        kernel = nonTrainableWeight("unscaled_kernel");
        bias = nonTrainableWeight("bias");
        scale = weight("kernel_scale");
        config.ignore("scale"); // What the kernel_scale was before training.
    }

    @Override
    public Value apply(Lowering g, Value x) {
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException("expected an input of rank 2, got " + x.shape());
        }
        Shape shape = Shape.of(x.shape().length(1), units);
        Weight unscaled = kernel.get(x.shape().length(1), units);
        Weight divisor = scale.get(1);
        ComputedWeight scaled = new ComputedWeight(shape, () -> {
            float factor = 1f / divisor.read()[0];
            float[] numbers = unscaled.read().clone();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] *= factor;
            }
            return numbers;
        });
        return Numbers.unary(g, Unary.COS, g.add(new Dense(scaled, bias.get(units), Activation.LINEAR), x));
    }
}
