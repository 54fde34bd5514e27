package io.github.cornu.op.recurrent;

import io.github.cornu.op.Flops;
import io.github.cornu.op.Op;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Target;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.op.Weighted;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** What a recurrent layer does at one time step. */
public interface Cell extends Weighted {
    /**
     * The shape of the output and of each state of one sample.
     *
     * @param inputs the shape of sequences, (batch, time, …); axes may be free
     * @throws IllegalArgumentException if these are no inputs of this cell
     */
    Shape stateShape(Shape inputs);

    /** The states; the first is also the output. */
    List<String> stateNames();

    /** A state as a session keeps it, of this fixed {@link #stateShape}. */
    default StateSpec state(String name, Shape shape) {
        return new StateSpec(name, shape, Gates.padded(shape.size()));
    }

    /** False where sessions cannot keep the states, because their shape is another in each call. */
    default boolean keepsStates() {
        return true;
    }

    /** True where a step may throw, as {@link Op#canFail} says. */
    default boolean canFail() {
        return false;
    }

    /**
     * Floating-point operations of one step of one sample, as {@link Op#flops} counts them.
     *
     * @param sequences the shape of the sequences; fixed
     */
    default long flops(Shape sequences) {
        return Flops.UNKNOWN;
    }

    /** See {@link Op#keepsRounded}. */
    default boolean keepsRounded(Unary type) {
        return false;
    }

    /** Packs the weights. */
    PackedCell prepare(Target target);

    /** See {@link Op#matrices}. */
    default List<WeightMatrix> matrices() {
        return List.of();
    }
}
