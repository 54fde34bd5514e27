package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/**
 * Rotary position embedding (Su et al., 2021): the two halves of each vector are turned by an angle that grows with the
 * step, each pair of elements at a frequency of its own.
 *
 * @param wavelength the longest one, in steps over two pi
 * @param scaling what positions are divided by
 * @param adjustment of Llama 3.1, which makes low frequencies lower; null if there is none
 */
record Rotary(double wavelength, double scaling, Adjustment adjustment) {
    /**
     * How low frequencies are made lower: those whose wavelength is longer than {@code length / low}, by the factor,
     * and those that are shorter than {@code length / high} not at all.
     */
    record Adjustment(double factor, double low, double high, double length) {
        private double of(double frequency) {
            double turns = length * frequency / (2 * StrictMath.PI);
            if (turns < low) {
                return frequency / factor;
            }
            double smooth = (turns - low) / (high - low);
            return turns > high ? frequency : (1 - smooth) * frequency / factor + smooth * frequency;
        }
    }

    /** The config of one in a layer's config. */
    static Rotary of(CustomConfig config) {
        Adjustment adjustment = config.has("rope_frequency_adjustment_factor")
                ? new Adjustment(
                        config.number("rope_frequency_adjustment_factor"),
                        config.number("rope_low_freq_factor"),
                        config.number("rope_high_freq_factor"),
                        config.number("rope_pretraining_sequence_length"))
                : null;
        return new Rotary(
                config.number("rope_max_wavelength", 10000),
                config.number("rope_position_scaling_factor", 1),
                adjustment);
    }

    /**
     * Turns vectors.
     *
     * @param x shape (batch, steps, heads, size)
     * @param positions of the steps, shape (batch, steps)
     */
    Value apply(CustomCall call, Value x, Value positions) {
        int size = x.shape().length(3);
        if (size % 2 != 0) {
            throw new IllegalArgumentException("rotary embedding of vectors of the odd length " + size);
        }
        Value scaled = scaling == 1 ? positions : Parts.with(call, Binary.DIVIDE, positions, scaling);
        Value angles = Parts.multiply(
                call, call.add(Reshape.expandDims(2), scaled), Parts.constant(call, frequencies(size / 2)));
        Value ofHeads = call.add(Reshape.expandDims(2), angles);
        Value cos = Parts.unary(call, Unary.COS, ofHeads);
        Value sin = Parts.unary(call, Unary.SIN, ofHeads);
        Value a = call.add(new Slice(3, 0, size / 2, 1), x);
        Value b = call.add(new Slice(3, size / 2, Slice.END, 1), x);
        Value first =
                call.add(new Combine(Binary.SUBTRACT), Parts.multiply(call, a, cos), Parts.multiply(call, b, sin));
        Value second = Parts.add(call, Parts.multiply(call, b, cos), Parts.multiply(call, a, sin));
        return call.add(new Concatenate(3), first, second);
    }

    private Weight frequencies(int count) {
        float[] frequencies = new float[count];
        for (int i = 0; i < count; i++) {
            double frequency = 1 / StrictMath.pow(wavelength, (double) i / count);
            frequencies[i] = (float) (adjustment == null ? frequency : adjustment.of(frequency));
        }
        return Weight.of(frequencies, Shape.of(count).lengths());
    }
}
