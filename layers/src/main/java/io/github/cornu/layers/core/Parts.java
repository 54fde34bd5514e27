package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/** Short names for what most layers are composed of. */
public final class Parts {
    private Parts() {}

    /** a + b. */
    public static Value add(CustomCall call, Value a, Value b) {
        return call.add(new Combine(Binary.ADD), a, b);
    }

    /** a - b. */
    public static Value subtract(CustomCall call, Value a, Value b) {
        return call.add(new Combine(Binary.SUBTRACT), a, b);
    }

    /** a b. */
    public static Value multiply(CustomCall call, Value a, Value b) {
        return call.add(new Combine(Binary.MULTIPLY), a, b);
    }

    /** a / b. */
    public static Value divide(CustomCall call, Value a, Value b) {
        return call.add(new Combine(Binary.DIVIDE), a, b);
    }

    /** A function of each element and a number. */
    public static Value with(CustomCall call, Binary function, Value a, double number) {
        return call.add(new CombineScalar(function, (float) number), a);
    }

    /** A function of each element. */
    public static Value unary(CustomCall call, Unary function, Value a) {
        return call.add(new Elementwise(Activation.of(function)), a);
    }

    /** An activation. */
    public static Value activate(CustomCall call, Activation activation, Value a) {
        return activation.isLinear() ? a : call.add(new Elementwise(activation), a);
    }

    /** The sum along an axis, which stays with length 1. */
    public static Value sum(CustomCall call, Value a, int axis) {
        return call.add(new Reduce(Reduce.Kind.SUM, axis, true), a);
    }

    /** A constant. */
    public static Value constant(CustomCall call, Weight value) {
        return call.add(new Constant(value));
    }

    /** An axis, counted from the end if it is below 0. */
    public static int axis(int axis, Shape shape) {
        int positive = axis < 0 ? axis + shape.rank() : axis;
        if (positive < 1 || positive >= shape.rank()) {
            throw new IllegalArgumentException("axis " + axis + " is no axis of a sample of " + shape);
        }
        return positive;
    }

    /** The length of an axis that is to be known. */
    public static int length(Shape shape, int axis) {
        int length = shape.length(axis);
        if (length < 0) {
            throw new IllegalArgumentException("expected a known length of axis " + axis + ", got " + shape);
        }
        return length;
    }
}
