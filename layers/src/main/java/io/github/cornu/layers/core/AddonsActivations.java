package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.Sort;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/** {@code GELU}, {@code Snake} and {@code Sparsemax} of TensorFlow Addons. */
public final class AddonsActivations {
    private AddonsActivations() {}

    /** {@code GELU}, which is approximated by tanh if the config does not say otherwise. */
    public static CustomFunction gelu(CustomLayerBuilder layer) {
        Unary function = layer.config().bool("approximate", true) ? Unary.GELU_TANH : Unary.GELU;
        return call -> {
            call.passMask();
            return Parts.unary(call, function, call.input());
        };
    }

    /** {@code Snake} (Ziyin et al., 2020): x + (1 - cos(2 a x)) / 2 a, with one weight a. */
    public static CustomFunction snake(CustomLayerBuilder layer) {
        layer.config().ignore("frequency_initializer");
        CustomWeight frequency = layer.weight("frequency");
        return call -> {
            Value x = call.input();
            float twice = 2 * frequency.expect().read()[0];
            Value wave = Parts.unary(call, Unary.COS, Parts.with(call, Binary.MULTIPLY, x, twice));
            Value rest = call.add(new Elementwise(Activation.of(Unary.SCALE_SHIFT, -1f, 1f, 0f)), wave);
            return Parts.add(call, x, Parts.with(call, Binary.DIVIDE, rest, twice));
        };
    }

    /** {@code Sparsemax} along one axis (Martins and Astudillo, 2016). */
    public static CustomFunction sparsemax(CustomLayerBuilder layer) {
        int given = layer.config().integer("axis", -1);
        return call -> {
            call.passMask();
            Value x = call.input();
            int axis = Parts.axis(given, x.shape());
            int last = x.shape().rank() - 1;
            Value moved = call.add(Transpose.move(last + 1, axis, last), x);
            return call.add(Transpose.move(last + 1, last, axis), sparse(call, moved));
        };
    }

    /**
     * What is left of each row above a level, so that the sum is 1. Keras 3's own sparsemax has another level than that
     * of the paper.
     */
    private static Value sparse(CustomCall call, Value x) {
        int last = x.shape().rank() - 1;
        Accumulate accumulate = new Accumulate(Binary.ADD, last);
        Value zeros = Parts.with(call, Binary.GREATER, x, Float.POSITIVE_INFINITY);
        Value places = call.add(accumulate, Parts.with(call, Binary.EQUAL, zeros, 0));
        Value sorted = call.add(new Sort(true), x);
        Value bound = Parts.with(call, Binary.ADD, Parts.multiply(call, places, sorted), 1);
        Value above = call.add(new Combine(Binary.GREATER), bound, call.add(accumulate, sorted));
        // Not their product, in which what is infinite would be NaN.
        Value sum = Parts.sum(call, call.add(new Where(), above, sorted, zeros), last);
        Value count = Parts.sum(call, above, last);
        Value level = Parts.divide(call, Parts.with(call, Binary.SUBTRACT, sum, 1), count);
        Value rest = Parts.with(call, Binary.MAXIMUM, Parts.subtract(call, x, level), 0);
        // Without a level, and where there is a NaN, all is NaN.
        Value total = Parts.sum(call, x, last);
        Value isNumber = call.add(new Combine(Binary.EQUAL), total, total);
        Value none = Parts.constant(call, Weight.of(new float[] {Float.NaN}, 1));
        return call.add(new Where(), Parts.multiply(call, isNumber, count), rest, none);
    }
}
