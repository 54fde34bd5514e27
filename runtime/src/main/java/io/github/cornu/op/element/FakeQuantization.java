package io.github.cornu.op.element;

import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Unary;

/**
 * The steps of TensorFlow's fake quantization between two limits, computed in float in its order of operations: 0 is
 * always one of the steps, for which the limits are moved.
 *
 * @param low the lowest step
 * @param high the highest step
 * @param scale from one step to the next
 * @param steps in 1: nearly 1 / scale
 * @param isZero whether both limits are 0: then the result is always 0
 */
public record FakeQuantization(float low, float high, float scale, float steps, boolean isZero) {
    private static final int MOST_BITS = 16;

    /**
     * The steps for two limits.
     *
     * @param bits from 2 to 16
     * @param narrowRange whether there is one step fewer
     * @throws IllegalArgumentException if there are too few or too many bits
     */
    public static FakeQuantization of(float min, float max, int bits, boolean narrowRange) {
        if (bits < 2 || bits > MOST_BITS) {
            throw new IllegalArgumentException("a quantization to " + bits + " bits, expected 2 to " + MOST_BITS);
        }
        float first = narrowRange ? 1 : 0;
        float last = (1 << bits) - 1;
        float scale = (max - min) / (last - first);
        float zero = Math.min(Math.max(first - min / scale, first), last);
        float whole = (float) Math.floor(zero + 0.5);
        float steps = (last - first) / (max - min);
        return new FakeQuantization(
                (first - whole) * scale, (last - whole) * scale, scale, steps, min == 0 && max == 0);
    }

    /** How many steps 0 is above the lowest one. */
    public float zero() {
        return (float) Math.floor(-low * steps + 0.5f);
    }

    /** As {@code fake_quant_with_min_max_vars} computes it. */
    public Activation activation() {
        return isZero ? Activation.of(Unary.CLIP, 0f, 0f, 0f) : Activation.of(Unary.FAKE_QUANTIZE, low, high, scale);
    }

    /** As {@code fake_quant_with_min_max_vars} computes it, of one number. */
    public float divided(float x) {
        return isZero ? 0 : (float) Math.floor((limited(x) - low) / scale - zero() + 0.5f) * scale;
    }

    /** As {@code fake_quant_with_min_max_args} and {@code _vars_per_channel} compute it, of one number. */
    public float multiplied(float x) {
        return isZero ? 0 : (float) Math.floor((limited(x) - low) * steps - zero() + 0.5f) * scale;
    }

    private float limited(float x) {
        return Math.max(Math.min(x, high), low);
    }
}
