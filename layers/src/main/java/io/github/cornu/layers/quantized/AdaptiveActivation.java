package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/**
 * {@code QAdaptiveActivation} of QKeras: {@code quantized_bits} or {@code quantized_relu} whose bits before the point
 * follow from the ranges that training has seen. QKeras itself has those bits in no file, and computes the first call
 * after a file was read with none; here they are those of the model that was saved.
 *
 * @param bits in all, with that of the sign if there is one
 * @param slope of numbers below 0, of {@code quantized_relu}
 * @param rounds whether the logarithm of a range is rounded to the next whole number, in place of up
 */
public record AdaptiveActivation(boolean relu, int bits, float slope, boolean symmetric, boolean rounds) {
    private static final float LN2 = (float) StrictMath.log(2);

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("current_step", "quantization_delay", "ema_freeze_delay", "ema_decay", "per_channel");
        String kind = config.string("activation");
        boolean relu = kind.equals("quantized_relu");
        if (!relu && !kind.equals("quantized_bits")) {
            throw new IllegalArgumentException("the activation '" + kind + "' is not supported");
        }
        AdaptiveActivation activation = new AdaptiveActivation(
                relu,
                config.integer("total_bits"),
                config.number("relu_neg_slope", 0),
                config.bool("symmetric", true),
                config.bool("po2_rounding", false));
        if (activation.bits < 2) {
            throw new IllegalArgumentException("a quantizer of " + activation.bits + " bits is not supported");
        }
        layer.nonTrainableWeight("Variable");
        CustomWeight least = layer.nonTrainableWeight("ema_min");
        CustomWeight most = layer.nonTrainableWeight("ema_max");
        return call -> {
            call.passMask();
            return activation.apply(call, call.input(), least.read(), most.read());
        };
    }

    private boolean signed() {
        return !relu || slope != 0;
    }

    private int unsignedBits() {
        return bits - (signed() ? 1 : 0);
    }

    private Value apply(CustomCall call, Value x, float[] least, float[] most) {
        float levels = Math.scalb(1f, unsignedBits());
        float[] unit = new float[least.length];
        float[] count = new float[least.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = Math.scalb(1f, integerBits(least[i], most[i])) / levels;
            count[i] = 1 / unit[i];
        }
        Value steps = Parts.multiply(call, x, Parts.constant(call, Weight.of(count, count.length)));
        float lowest = relu ? 0 : (symmetric ? 1 : 0) - levels;
        Value y = limited(call, steps, lowest, levels - 1);
        if (relu && slope != 0) {
            Value below = Parts.with(call, Binary.MULTIPLY, steps, slope);
            y = Parts.add(call, y, limited(call, below, -slope * levels, 0));
        }
        return Parts.multiply(call, y, Parts.constant(call, Weight.of(unit, unit.length)));
    }

    private static Value limited(CustomCall call, Value x, float least, float most) {
        Value rounded = Parts.unary(call, Unary.ROUND, x);
        return call.add(new Elementwise(Activation.of(Unary.CLIP, least, most, 0f)), rounded);
    }

    /** Bits before the point, for numbers of a range. */
    private int integerBits(float least, float most) {
        float low = signed() ? least : Math.max(least, 0);
        float high = signed() ? most : Math.max(most, 0);
        int ofLow = bits(low);
        int ofHigh = bits(high);
        if (!rounds) {
            ofHigh += high <= largest(ofHigh) ? 0 : 1;
            ofLow += !symmetric || -largest(ofLow) <= low ? 0 : 1;
        }
        return Math.min(unsignedBits(), Math.max(ofLow, ofHigh));
    }

    private int bits(float x) {
        float log = (float) StrictMath.log(Math.abs(x)) / LN2;
        return (int) (rounds ? Math.rint(Math.max(0, log)) : Math.ceil(Math.max(0, log)));
    }

    /** The largest number with so many bits before the point. */
    private float largest(int before) {
        return Math.scalb(1f, before) - Math.scalb(1f, Math.min(before - unsignedBits(), 0));
    }
}
