package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many floating-point operations a call of an operation takes: 2 for each multiply-add of a matrix product, a
 * convolution or a weighted sum, padding included; 1 for each number that a sum or a pooling window takes in, and for each
 * number that a function gives, whichever function it is. Moving, comparing and looking up numbers counts nothing.
 */
public final class Flops {
    /** What cannot be told: the work of functions that the user wrote. */
    public static final long UNKNOWN = -1;

    private static final long PAIR = 2;
    /** The mean; the difference from it, squared and added; two operations to standardize, two to scale and shift. */
    private static final long NORMALIZING = 8;
    /** u h + (1 - u) g. */
    private static final long CARRY = 4;

    /** What only moves, compares or looks up, apart from views. */
    static final Set<Class<?>> MOVING = Set.of(
            ArgExtreme.class,
            Bincount.class,
            Concatenate.class,
            Constant.class,
            Digitize.class,
            Fill.class,
            FitImage.class,
            Gather.class,
            GatherRows.class,
            Lookup.class,
            Pad.class,
            Pick.class,
            Repeat.class,
            Reverse.class,
            Select.class,
            Slice.class,
            Sort.class,
            TextLookup.class,
            Tile.class,
            TimeWindow.class,
            Tokenize.class,
            Transpose.class,
            WholeNumbers.class);

    static final Map<Class<?>, Formula<Op>> FORMULAS = new HashMap<>();

    static {
        put(Accumulate.class, (op, in, out) -> size(out));
        put(AdaptivePool.class, (op, in, out) -> size(in));
        put(Affine.class, (op, in, out) -> PAIR * size(out) + given(op.activation(), out));
        put(Attention.class, Flops::attention);
        put(Combine.class, (op, in, out) -> size(out));
        put(CombineScalar.class, (op, in, out) -> size(out));
        put(Convolution.class, (op, in, out) -> products(op.kernel(), out) + given(op.bias(), op.activation(), out));
        put(Dense.class, (op, in, out) -> products(op.kernel(), out) + given(op.activation(), out));
        put(
                DepthwiseConvolution.class,
                (op, in, out) -> products(op.kernel(), out) + given(op.bias(), op.activation(), out));
        put(Elementwise.class, (op, in, out) -> given(op.activation(), out));
        put(JavaFunction.class, (op, in, out) -> UNKNOWN);
        put(LayerNorm.class, (op, in, out) -> size(out) * NORMALIZING);
        put(
                LocallyConnected.class,
                (op, in, out) ->
                        PAIR * op.kernel().shape().size() * (long) out.get(0).length(0)
                                + given(op.bias(), op.activation(), out));
        put(MaskedSoftmax.class, (op, in, out) -> size(out));
        put(MatMul.class, (op, in, out) -> PAIR * size(out) * in.get(0).length(-1));
        put(Pool.class, (op, in, out) -> size(out) * op.windows().elements());
        put(Recurrent.class, (op, in, out) -> recurrent(op.cell(), in.get(0)));
        put(Reduce.class, (op, in, out) -> size(in));
        put(Resample.class, Flops::resample);
        put(
                TransposedConvolution.class,
                (op, in, out) -> products(op.kernel(), in) + given(op.bias(), op.activation(), out));
    }

    /** A number of operations for inputs and outputs of fixed shapes. */
    @FunctionalInterface
    interface Formula<T> {
        long of(T op, List<Shape> inputs, List<Shape> outputs);
    }

    private Flops() {}

    private static <T extends Op> void put(Class<T> type, Formula<T> formula) {
        FORMULAS.put(type, (op, in, out) -> formula.of(type.cast(op), in, out));
    }

    /**
     * The operations of one call.
     *
     * @param inputs fixed
     * @param outputs fixed
     * @return their number, or {@link #UNKNOWN}
     */
    public static long of(Op op, List<Shape> inputs, List<Shape> outputs) {
        if (op.isView() || MOVING.contains(op.getClass())) {
            return 0;
        }
        Formula<Op> formula = FORMULAS.get(op.getClass());
        return formula == null ? UNKNOWN : formula.of(op, inputs, outputs);
    }

    /** Elements of the first of these shapes. */
    private static long size(List<Shape> shapes) {
        return shapes.get(0).size();
    }

    /** Each place of the first shape, whose last axis are channels, multiplied with all of a kernel. */
    private static long products(Weight kernel, List<Shape> shapes) {
        Shape places = shapes.get(0).axes(0, shapes.get(0).rank() - 1);
        return PAIR * kernel.shape().size() * (long) places.size();
    }

    private static long given(Activation activation, List<Shape> outputs) {
        return one(activation) * size(outputs);
    }

    private static long given(Weight bias, Activation activation, List<Shape> outputs) {
        return (bias == null ? 0 : size(outputs)) + given(activation, outputs);
    }

    private static long one(Activation activation) {
        return activation.isLinear() ? 0 : 1;
    }

    private static long attention(Attention op, List<Shape> inputs, List<Shape> outputs) {
        long scores = outputs.get(1).size();
        long depth = inputs.get(0).length(-1) + inputs.get(2).length(-1);
        return scores * (PAIR * depth + 1 + (op.scale() == null ? 0 : 1));
    }

    private static long resample(Resample op, List<Shape> inputs, List<Shape> outputs) {
        int from = inputs.get(0).length(op.axis());
        int to = outputs.get(0).length(op.axis());
        long taken = 0;
        for (int i = 0; i < to; i++) {
            int count = op.sampling().span(i, from, to, op.antialias()).weights().length;
            taken += count == 1 ? 0 : PAIR * count;
        }
        return to == 0 ? 0 : size(outputs) / to * taken;
    }

    private static long recurrent(Cell cell, Shape sequence) {
        long steps = (long) sequence.length(0) * sequence.length(1);
        long step = step(cell, sequence);
        return step == UNKNOWN ? UNKNOWN : steps * step;
    }

    /** Of one step of one sample. */
    private static long step(Cell cell, Shape sequence) {
        if (cell instanceof LstmCell lstm) {
            return products(lstm.kernel(), lstm.recurrentKernel(), 1)
                    + lstm.units() * lstm(lstm.activation(), lstm.recurrentActivation());
        }
        if (cell instanceof GruCell gru) {
            long reset = gru.resetAfter() ? 2 : 1;
            return products(gru.kernel(), gru.recurrentKernel(), 1)
                    + gru.units() * (2 * one(gru.recurrentActivation()) + one(gru.activation()) + reset + CARRY);
        }
        if (cell instanceof SimpleRnnCell simple) {
            return products(simple.kernel(), simple.recurrentKernel(), 1) + simple.units() * one(simple.activation());
        }
        if (cell instanceof ConvLstmCell conv) {
            Shape state = conv.stateShape(sequence);
            return products(conv.kernel(), conv.recurrentKernel(), state.size(0, state.rank() - 1))
                    + state.size() * lstm(conv.activation(), conv.recurrentActivation());
        }
        return UNKNOWN;
    }

    private static long products(Weight kernel, Weight recurrentKernel, long places) {
        return PAIR
                * places
                * (kernel.shape().size() + (long) recurrentKernel.shape().size());
    }

    /** Three gates, f c + i g, and o times the activation of that. */
    private static long lstm(Activation activation, Activation recurrentActivation) {
        return 3 * one(recurrentActivation) + 2 * one(activation) + 4;
    }
}
