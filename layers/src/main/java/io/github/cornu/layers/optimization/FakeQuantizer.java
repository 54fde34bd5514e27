package io.github.cornu.layers.optimization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.FakeQuantization;
import io.github.cornu.tensor.Weight;
import java.util.Map;

/**
 * A quantizer of the toolkit, which at inference takes the limits that are in the file.
 *
 * @param bits of the whole numbers
 * @param narrowRange whether there is one step fewer
 * @param perAxis whether each index of the last axis has its own limits
 * @param fixed the limits if the config has them, else null: they are weights
 */
record FakeQuantizer(int bits, boolean narrowRange, boolean perAxis, float[] fixed) {
    static FakeQuantizer ofActivations(int bits) {
        return new FakeQuantizer(bits, false, false, null);
    }

    static FakeQuantizer ofWeights(int bits, boolean perAxis) {
        return new FakeQuantizer(bits, true, perAxis, null);
    }

    /** One with fixed limits, for which Python takes 8 bits, whatever the config says. */
    static FakeQuantizer fixed(Map<?, ?> options) {
        float[] limits = {number(options, "init_min"), number(options, "init_max")};
        return new FakeQuantizer(8, Boolean.TRUE.equals(options.get("narrow_range")), false, limits);
    }

    /** That of an object in a config; null if it is none, or one that does nothing. */
    static FakeQuantizer of(Object value) {
        if (value == null) {
            return null;
        }
        Map<?, ?> object = value instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> options = object.get("config") instanceof Map<?, ?> map ? map : Map.of();
        String name = String.valueOf(object.get("class_name"));
        return switch (name) {
            case "NoQuantizer" -> null;
            case "FixedQuantizer" ->
                fixed(QuantizeConfig.checked(name, options, "num_bits", "init_min", "init_max", "narrow_range"));
            case "AllValuesQuantizer" -> named(name, options, false);
            case "LastValueQuantizer", "MovingAverageQuantizer" ->
                named(name, options, Boolean.TRUE.equals(options.get("per_axis")));
            default ->
                throw new IllegalArgumentException(
                        "the quantizer " + name + " is not supported; known:"
                                + " AllValuesQuantizer, LastValueQuantizer, MovingAverageQuantizer, FixedQuantizer, NoQuantizer");
        };
    }

    private static FakeQuantizer named(String name, Map<?, ?> options, boolean perAxis) {
        QuantizeConfig.checked(name, options, "num_bits", "per_axis", "symmetric", "narrow_range");
        int bits = (int) number(options, "num_bits");
        return new FakeQuantizer(bits, Boolean.TRUE.equals(options.get("narrow_range")), perAxis, null);
    }

    private static float number(Map<?, ?> options, String key) {
        if (options.get(key) instanceof Number number) {
            return number.floatValue();
        }
        throw new IllegalArgumentException("a quantizer without " + key);
    }

    /** Declares the limits of what has that name. */
    Limits declare(CustomLayerBuilder layer, String name) {
        return fixed != null
                ? new Limits(this, null, null)
                : new Limits(this, layer.nonTrainableWeight(name + "_min"), layer.nonTrainableWeight(name + "_max"));
    }

    /**
     * A quantizer with its limits.
     *
     * @param min null if they are fixed
     * @param max null if they are fixed
     */
    record Limits(FakeQuantizer quantizer, CustomWeight min, CustomWeight max) {
        private FakeQuantization[] steps(int channels) {
            if (min == null) {
                return new FakeQuantization[] {steps(quantizer.fixed[0], quantizer.fixed[1])};
            }
            int[] shape = quantizer.perAxis ? new int[] {channels} : new int[0];
            float[] least = min.expect(shape).read();
            float[] most = max.expect(shape).read();
            FakeQuantization[] steps = new FakeQuantization[least.length];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = steps(least[i], most[i]);
            }
            return steps;
        }

        private FakeQuantization steps(float least, float most) {
            return FakeQuantization.of(least, most, quantizer.bits, quantizer.narrowRange);
        }

        /** The values of a weight, each at the step that is next to it. */
        Weight quantized(Weight weight) {
            float[] w = weight.read();
            FakeQuantization[] steps = steps(quantizer.perAxis ? weight.shape().length(-1) : 1);
            float[] y = new float[w.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = quantizer.perAxis ? steps[i % steps.length].multiplied(w[i]) : steps[0].divided(w[i]);
            }
            return Weight.of(y, weight.shape().lengths());
        }

        /** Adds the operation for an activation. */
        Value apply(CustomCall call, Value x) {
            if (quantizer.perAxis) {
                throw new IllegalArgumentException("limits for each channel of an activation are not supported");
            }
            return call.add(new Elementwise(steps(1)[0].activation()), x);
        }
    }
}
