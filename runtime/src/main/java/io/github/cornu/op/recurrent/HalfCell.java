package io.github.cornu.op.recurrent;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * A cell that computes as Keras does in a number type of 16 bits on a CPU: the inputs, the weights, the states and the
 * result of each operation are rounded to it, in the order in which Keras has them. Made for equal numbers, not for
 * speed.
 */
interface HalfCell extends DenseCell {
    /** The cell in float32, with the weights and functions. */
    DenseCell cell();

    /** What the results are rounded to. */
    Rounding rounding();

    @Override
    default int features() {
        return cell().features();
    }

    @Override
    default int units() {
        return cell().units();
    }

    @Override
    default List<String> stateNames() {
        return cell().stateNames();
    }

    @Override
    default long flops(Shape sequences) {
        return cell().flops(sequences);
    }

    @Override
    default boolean keepsRounded(Unary type) {
        return rounding().function() == type;
    }
}
