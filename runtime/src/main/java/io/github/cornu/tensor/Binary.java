package io.github.cornu.tensor;

/** Functions of two floats, applied to tensors element by element. */
public enum Binary {
    /** a + b. */
    ADD,
    /** a - b. */
    SUBTRACT,
    /** a b. */
    MULTIPLY,
    /** a / b. */
    DIVIDE,
    /** The larger one; NaN if either is NaN. */
    MAXIMUM,
    /** The smaller one; NaN if either is NaN. */
    MINIMUM,
    /** a where a > 0, else a b. */
    PRELU,
    /** 1 where a == b, else 0. */
    EQUAL,
    /** 1 where a != b, which is so if either is NaN, else 0. */
    NOT_EQUAL,
    /** 1 where a > b, else 0. */
    GREATER,
    /** 1 where a >= b, else 0. */
    GREATER_EQUAL,
    /** 1 where {@code a < b}, else 0. */
    LESS,
    /** 1 where {@code a <= b}, else 0. */
    LESS_EQUAL,
    /** a to the power b. */
    POWER,
    /** The angle of the point (b, a), from -pi to pi. */
    ATAN2,
    /** a / b, rounded down. */
    FLOOR_DIVIDE,
    /** The remainder of {@link #FLOOR_DIVIDE}, which has the sign of b. */
    FLOOR_MOD,
    /** The remainder of a / b rounded towards 0, which has the sign of a. */
    TRUNCATED_MOD,
    /** The float next to a in the direction of b. */
    NEXT_AFTER;
}
