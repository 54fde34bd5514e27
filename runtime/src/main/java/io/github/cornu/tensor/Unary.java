package io.github.cornu.tensor;

/**
 * Functions of one float, applied to every element of a tensor. {@code a}, {@code b} and
 * {@code c} are the parameters of the call; most functions ignore them. The function of NaN is NaN.
 */
public enum Unary {
    /** x. */
    LINEAR,
    /** max(x, 0). */
    RELU,
    /** x where x > 0, else {@code a} x. */
    LEAKY_RELU,
    /**
     * The Keras layer ReLU with all its options: {@code a} is negative_slope, {@code b} max_value (infinity for none)
     * and {@code c} threshold. The result is p - a max(c - x, 0), where p is x for x > c, else 0, limited to [0, b] if
     * b is finite.
     */
    GENERAL_RELU,
    /** {@code a} x + {@code b}, with one rounding. */
    SCALE_SHIFT,
    /** x limited to [{@code a}, {@code b}]. */
    CLIP,
    /** {@code a} x + {@code b}, with one rounding, limited to [0, 1]: the hard sigmoid. */
    HARD_SIGMOID,
    /** x times the hard sigmoid of x with the slope {@code a} and the offset {@code b}. */
    HARD_SILU,
    /** x where x > 0, else {@code a} (e^(x / a) - 1). */
    CELU,
    /** {@code b} x where x > 0, else {@code b} {@code a} (e^x - 1). */
    ELU,
    /** e^x. */
    EXP,
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** x / (1 + e^-x). */
    SILU,
    /** The hyperbolic tangent. */
    TANH,
    /** x - tanh(x). */
    TANH_SHRINK,
    /** ln(1 + e^x). */
    SOFTPLUS,
    /** -ln(1 + e^-x). */
    LOG_SIGMOID,
    /** x tanh(ln(1 + e^x)). */
    MISH,
    /** x times the normal distribution function of x. */
    GELU,
    /** The approximation of {@link #GELU} by tanh. */
    GELU_TANH,
    /** x / (1 + |x|). */
    SOFTSIGN,
    /** x where |x| > {@code a}, else 0. */
    HARD_SHRINK,
    /** x - {@code a} where {@code x > a}, x + a where {@code x < -a}, else 0. */
    SOFT_SHRINK,
    /** 0 for {@code x <= -1}, (x + 1)^2 / 4 for {@code x < 1}, else x. */
    SPARSE_PLUS,
    /** (x + sqrt(x^2 + {@code a})) / 2. */
    SQUAREPLUS,
    /** x where x > {@code a}, else {@code b}. */
    THRESHOLD,
    /** -x. */
    NEGATE,
    /** |x|. */
    ABS,
    /** x^2. */
    SQUARE,
    /** The square root. */
    SQRT,
    /** 1 / sqrt(x). */
    RSQRT,
    /** 1 / x. */
    RECIPROCAL,
    /** The nearest float16, ties to even; infinite from 65520 on. */
    ROUND_FLOAT16,
    /** The nearest bfloat16, ties to even. */
    ROUND_BFLOAT16,
    /**
     * The nearest float8 E4M3FN, ties to even. Above 448, the largest, it is infinite, although the type has no
     * infinity.
     */
    ROUND_FLOAT8,
    /**
     * TensorFlow's fake quantization: x limited to [{@code a}, {@code b}], as the multiple of {@code c} that is next to
     * it: {@code c} floor((x - a) / c - z + 0.5), where z = floor(0.5 - a / c) is how many steps 0 is above the lower
     * limit. Both limits are multiples of {@code c}, and fewer than 2^21 steps from each other and from 0.
     */
    FAKE_QUANTIZE,
    /** The natural logarithm. */
    LOG,
    /** ln(1 + x). */
    LOG1P,
    /** The logarithm to the base 2. */
    LOG2,
    /** The logarithm to the base 10. */
    LOG10,
    /** e^x - 1. */
    EXPM1,
    /** The sine of x radians. */
    SIN,
    /** The cosine of x radians. */
    COS,
    /** The tangent of x radians. */
    TAN,
    /** The arc sine. */
    ASIN,
    /** The arc cosine. */
    ACOS,
    /** The arc tangent. */
    ATAN,
    /** The hyperbolic sine. */
    SINH,
    /** The hyperbolic cosine. */
    COSH,
    /** The inverse of the hyperbolic sine. */
    ASINH,
    /** The inverse of the hyperbolic cosine. */
    ACOSH,
    /** The inverse of the hyperbolic tangent. */
    ATANH,
    /** The error function. */
    ERF,
    /** 1 - erf(x), the complement of the error function. */
    ERFC,
    /** The cube root. */
    CBRT,
    /** The logarithm of the absolute value of the gamma function. */
    LOG_GAMMA,
    /** The derivative of the logarithm of the gamma function. */
    DIGAMMA,
    /** -1, 0 or 1. */
    SIGN,
    /** Rounded down. */
    FLOOR,
    /** Rounded up. */
    CEIL,
    /** Rounded to the nearest whole number, halves to the even one. */
    ROUND,
    /** Rounded towards 0. */
    TRUNCATE;
}
