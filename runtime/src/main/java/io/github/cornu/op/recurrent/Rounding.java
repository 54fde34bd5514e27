package io.github.cornu.op.recurrent;

import io.github.cornu.tensor.Unary;

/**
 * How a cell rounds the result of each of its operations to a number type of 16 bits.
 *
 * @param function {@link Unary#ROUND_FLOAT16} or {@link Unary#ROUND_BFLOAT16}
 * @param eachTerm whether the sums of a matrix product are rounded after each term, and not once at the end
 */
public record Rounding(Unary function, boolean eachTerm) {
    public Rounding {
        if (function != Unary.ROUND_FLOAT16 && function != Unary.ROUND_BFLOAT16) {
            throw new IllegalArgumentException(function + " rounds to no type of 16 bits");
        }
    }
}
