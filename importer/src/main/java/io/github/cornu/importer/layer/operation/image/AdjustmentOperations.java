package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;

/** Functions of TensorFlow that change the colors of images, of floats from 0 to 1 where it matters. */
public final class AdjustmentOperations {
    /** The sums of neighbours are a product with a matrix. */
    private static final int MAX_CHANNELS = 4096;

    private AdjustmentOperations() {}

    public static void register(OperationTable f) {
        f.add(
                (g, a) -> KerasTensor.of(Numbers.scalar(g, Binary.ADD, image(g, a, "image"), a.number("delta", 0))),
                "tf.image.adjust_brightness(image, delta)");
        f.add(AdjustmentOperations::contrast, "tf.image.adjust_contrast(images, contrast_factor)");
        f.add(AdjustmentOperations::gamma, "tf.image.adjust_gamma(image, gamma, gain)");
        f.add(AdjustmentOperations::saturation, "tf.image.adjust_saturation(image, saturation_factor)");
        f.add(AdjustmentOperations::hue, "tf.image.adjust_hue(image, delta)");
        f.add(
                AdjustmentOperations::responses,
                "tf.local_response_normalization(input, depth_radius, bias, alpha, beta)");
    }

    private static Value image(Lowering g, Arguments a, String name) {
        KerasTensor x = a.tensor(g, name);
        if (x.shape().rank() != 4 || x.type() != NumberType.FLOAT) {
            throw new UnsupportedModelException("images of whole numbers or of the shape " + x.shape());
        }
        return x.value();
    }

    private static KerasTensor contrast(Lowering g, Arguments a) {
        Value x = image(g, a, "images");
        Value mean = g.add(new Reduce(Reduce.Kind.MEAN, 1, true), g.add(new Reduce(Reduce.Kind.MEAN, 2, true), x));
        Value away = Numbers.scalar(
                g, Binary.MULTIPLY, Numbers.combine(g, Binary.SUBTRACT, x, mean), a.number("contrast_factor", 1));
        return KerasTensor.of(Numbers.combine(g, Binary.ADD, away, mean));
    }

    private static KerasTensor gamma(Lowering g, Arguments a) {
        Value power = Numbers.scalar(g, Binary.POWER, image(g, a, "image"), a.number("gamma", 1));
        return KerasTensor.of(Numbers.scalar(g, Binary.MULTIPLY, power, a.number("gain", 1)));
    }

    private static KerasTensor saturation(Lowering g, Arguments a) {
        Value hsv = ColorOperations.hueOf(g, image(g, a, "image"));
        Value scaled = Numbers.scalar(g, Binary.MULTIPLY, channel(g, hsv, 1), a.number("saturation_factor", 1));
        Value saturation = Numbers.unary(g, Unary.CLIP, 0, 1, scaled);
        return KerasTensor.of(ColorOperations.colorOf(
                g, g.add(new Concatenate(3), channel(g, hsv, 0), saturation, channel(g, hsv, 2))));
    }

    private static KerasTensor hue(Lowering g, Arguments a) {
        Value hsv = ColorOperations.hueOf(g, image(g, a, "image"));
        Value moved = Numbers.scalar(g, Binary.ADD, channel(g, hsv, 0), a.number("delta", 0));
        Value hue = Numbers.scalar(g, Binary.FLOOR_MOD, moved, 1);
        return KerasTensor.of(
                ColorOperations.colorOf(g, g.add(new Concatenate(3), hue, channel(g, hsv, 1), channel(g, hsv, 2))));
    }

    private static Value channel(Lowering g, Value x, int place) {
        return g.add(new Slice(3, place, place + 1, 1), x);
    }

    /** Each channel, divided by a power of the sum of squares of its neighbours. */
    private static KerasTensor responses(Lowering g, Arguments a) {
        Value x = image(g, a, "input");
        int channels = x.shape().length(3);
        int radius = a.integer("depth_radius", 5);
        if (channels > MAX_CHANNELS) {
            throw new UnsupportedModelException("responses of " + channels + " channels");
        }
        ComputedWeight near = ComputedWeight.ofElements(
                Shape.of(channels, channels), i -> Math.abs(i / channels - i % channels) <= radius ? 1 : 0);
        Value sums = g.add(new Dense(near, null, Activation.LINEAR), Numbers.unary(g, Unary.SQUARE, x));
        Value base = Numbers.scalar(
                g, Binary.ADD, Numbers.scalar(g, Binary.MULTIPLY, sums, a.number("alpha", 1)), a.number("bias", 1));
        Value divisor = Numbers.scalar(g, Binary.POWER, base, a.number("beta", 0.5));
        return KerasTensor.of(Numbers.combine(g, Binary.DIVIDE, x, divisor));
    }
}
