package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.operation.Operation;
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

    private static final float[] YUV = {
        0.299f, -0.14714119f, 0.61497538f, 0.587f, -0.28886916f, -0.51496512f, 0.114f, 0.43601035f, -0.10001026f
    };
    private static final float[] RGB_OF_YUV = {1, 1, 1, 0, -0.394642334f, 2.03206185f, 1.13988303f, -0.58062185f, 0};
    private static final float[] YIQ = {
        0.299f, 0.59590059f, 0.2115f, 0.587f, -0.27455667f, -0.52273617f, 0.114f, -0.32134392f, 0.31119955f
    };

    private static final float[] RGB_OF_YIQ = {
        1, 1, 1, 0.95598634f, -0.27201283f, -1.10674021f, 0.6208248f, -0.64720424f, 1.70423049f
    };

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
                "tf.local_response_normalization(input, depth_radius, bias, alpha, beta)",
                "node.LRN(input, depth_radius, bias, alpha, beta)");
        f.add(AdjustmentOperations::standardized, "tf.image.per_image_standardization(image)");
        f.add(AdjustmentOperations::converted, "tf.image.convert_image_dtype(image, dtype, saturate)");
        f.add(product(YUV), "tf.image.rgb_to_yuv(images)");
        f.add(product(RGB_OF_YUV), "tf.image.yuv_to_rgb(images)");
        f.add(product(YIQ), "tf.image.rgb_to_yiq(images)");
        f.add(product(RGB_OF_YIQ), "tf.image.yiq_to_rgb(images)");
    }

    private static Value image(Lowering g, Arguments a, String name) {
        KerasTensor x = a.tensor(g, name);
        if (x.shape().rank() != 4 || x.type() != NumberType.FLOAT) {
            throw new UnsupportedModelException("images of whole numbers or of the shape " + x.shape());
        }
        return x.value();
    }

    /** Each pixel is a row of colors, which a matrix of 3 x 3 makes others. */
    private static Operation.Single product(float[] colors) {
        return (g, a) -> {
            ComputedWeight matrix = new ComputedWeight(Shape.of(3, 3), colors::clone);
            return KerasTensor.of(g.add(new Dense(matrix, null, Activation.LINEAR), image(g, a, "images")));
        };
    }

    private static KerasTensor converted(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "image");
        if (x.type() != NumberType.FLOAT || a.type("dtype", NumberType.FLOAT) != NumberType.FLOAT) {
            throw new UnsupportedModelException("a conversion between images of whole numbers and others");
        }
        return x;
    }

    /** Divided by the standard deviation of the image, but by no less than that of a single pixel of 1. */
    private static KerasTensor standardized(Lowering g, Arguments a) {
        Value x = image(g, a, "image");
        if (!x.shape().axes(1, 4).isFixed()) {
            throw new UnsupportedModelException("images of the shape " + x.shape());
        }
        Value away = Numbers.combine(g, Binary.SUBTRACT, x, mean(g, x));
        Value deviation = Numbers.unary(g, Unary.SQRT, mean(g, Numbers.unary(g, Unary.SQUARE, away)));
        double least = 1 / Math.sqrt(x.shape().size(1, 4));
        return KerasTensor.of(
                Numbers.combine(g, Binary.DIVIDE, away, Numbers.scalar(g, Binary.MAXIMUM, deviation, least)));
    }

    /** The mean of each image. */
    private static Value mean(Lowering g, Value x) {
        Value y = x;
        for (int axis = 3; axis > 0; axis--) {
            y = g.add(new Reduce(Reduce.Kind.MEAN, axis, true), y);
        }
        return y;
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
