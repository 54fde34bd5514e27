package io.github.cornu.op.convolutional;

/** The padding around the input of a convolution or pooling. */
public enum Padding {
    /** Nothing: windows lie inside. */
    VALID,
    /** As much as makes the output as long as the input divided by the stride, rounded up; the odd one at the end. */
    SAME
}
