package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** Counts of floating-point operations that several operations have in common; see {@link Op#flops}. */
public final class Flops {
    /** What cannot be told: the work of functions that the user wrote. */
    public static final long UNKNOWN = -1;

    /** A multiply-add. */
    public static final long PAIR = 2;

    private Flops() {}

    /** Elements of the first of these shapes. */
    public static long size(List<Shape> shapes) {
        return shapes.get(0).size();
    }

    /** A kernel that is applied at each position of the first shape, whose last axis has the channels. */
    public static long products(Weight kernel, List<Shape> shapes) {
        Shape places = shapes.get(0).axes(0, shapes.get(0).rank() - 1);
        return PAIR * kernel.shape().size() * (long) places.size();
    }

    /** The matrix products of one step of a recurrent cell, at so many positions of an image, or at one. */
    public static long products(Weight kernel, Weight recurrentKernel, long places) {
        return PAIR
                * places
                * (kernel.shape().size() + (long) recurrentKernel.shape().size());
    }

    /** An activation of all outputs. */
    public static long given(Activation activation, List<Shape> outputs) {
        return one(activation) * size(outputs);
    }

    /** A bias, which may be null, and an activation of all outputs. */
    public static long given(Weight bias, Activation activation, List<Shape> outputs) {
        return (bias == null ? 0 : size(outputs)) + given(activation, outputs);
    }

    /** An activation of one number. */
    public static long one(Activation activation) {
        return activation.isLinear() ? 0 : 1;
    }

    /** One unit of an LSTM beside its products: three gates, f c + i g, and o times the activation of that. */
    public static long lstm(Activation activation, Activation recurrentActivation) {
        return 3 * one(recurrentActivation) + 2 * one(activation) + 4;
    }
}
