package io.github.cornu.op.recurrent;

import io.github.cornu.op.Checks;
import io.github.cornu.tensor.Shape;

/** A cell whose inputs and states are rows: {@link #features} and {@link #units} numbers. */
public interface DenseCell extends Cell {
    /** Features of an input. */
    int features();

    /** Length of the output and of each state. */
    int units();

    @Override
    default Shape stateShape(Shape inputs) {
        Checks.rank(inputs, 3);
        Checks.lastAxis(inputs, features());
        return Shape.of(units());
    }
}
