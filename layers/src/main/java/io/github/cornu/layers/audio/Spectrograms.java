package io.github.cornu.layers.audio;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** What kapre makes of Fourier transforms: {@code Magnitude}, {@code Phase}, {@code ApplyFilterbank} and decibels. */
public final class Spectrograms {
    private static final double LN10 = StrictMath.log(10);

    private Spectrograms() {}

    /** A data format, whose default is that of Keras. */
    static boolean isChannelsFirst(CustomConfig config, String key) {
        String format = config.string(key, "default");
        if (!List.of("default", "channels_last", "channels_first").contains(format)) {
            throw new IllegalArgumentException("the " + key + " '" + format + "' is not supported");
        }
        return format.equals("channels_first");
    }

    /** {@code Magnitude}. */
    public static CustomFunction magnitude(CustomLayerBuilder layer) {
        layer.takeComplex();
        return call -> {
            Value real = Parts.unary(call, Unary.SQUARE, part(call, 0));
            Value imaginary = Parts.unary(call, Unary.SQUARE, part(call, 1));
            return Parts.unary(call, Unary.SQRT, Parts.add(call, real, imaginary));
        };
    }

    /** {@code Phase}. */
    public static CustomFunction phase(CustomLayerBuilder layer) {
        layer.takeComplex();
        if (layer.config().has("approx_atan_accuracy")) {
            throw new IllegalArgumentException("an approx_atan_accuracy is not supported");
        }
        return call -> call.add(new Combine(Binary.ATAN2), part(call, 1), part(call, 0));
    }

    private static Value part(CustomCall call, int index) {
        Value x = call.input();
        int last = x.shape().rank() - 1;
        if (last != 4 || x.shape().length(last) != 2) {
            throw new IllegalArgumentException("expected the complex output of a STFT layer, got " + x.shape());
        }
        return call.add(Reshape.squeeze(last), call.add(new Slice(last, index, index + 1, 1), x));
    }

    /** {@code MagnitudeToDecibel}. */
    public static CustomFunction decibels(CustomLayerBuilder layer) {
        float reference = layer.config().number("ref_value", 1f);
        float least = layer.config().number("amin", 1e-5f);
        float range = layer.config().number("dynamic_range", 80f);
        double zero = 10 * StrictMath.log(Math.max(least, reference)) / LN10;
        return call -> {
            Value x = Parts.with(call, Binary.MAXIMUM, call.input(), least);
            Value logarithm = Parts.with(call, Binary.MULTIPLY, Parts.unary(call, Unary.LOG10, x), 10);
            Value y = zero == 0 ? logarithm : Parts.with(call, Binary.SUBTRACT, logarithm, zero);
            Value most = y;
            for (int axis = 1; axis < y.shape().rank(); axis++) {
                most = call.add(new Reduce(Reduce.Kind.MAX, axis, true), most);
            }
            Value floor = Parts.with(call, Binary.SUBTRACT, most, range);
            return call.add(new Combine(Binary.MAXIMUM), y, floor);
        };
    }

    /** {@code ApplyFilterbank}. */
    public static CustomFunction filterbank(CustomLayerBuilder layer) {
        Filterbank bank =
                Filterbank.of(layer.config().string("type"), layer.config().value("filterbank_kwargs"));
        boolean channelsFirst = isChannelsFirst(layer.config(), "data_format");
        return call -> {
            Value x = call.input();
            Transpose swap = new Transpose(List.of(0, 1, 3, 2));
            Value rows = channelsFirst ? x : call.add(swap, x);
            Value y = call.add(new Dense(bank.weight(), null, Activation.LINEAR), rows);
            return channelsFirst ? y : call.add(swap, y);
        };
    }
}
