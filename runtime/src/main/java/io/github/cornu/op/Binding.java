package io.github.cornu.op;

import io.github.cornu.tensor.Shape;

/** What a step is bound to: fixed shapes, and the numbers of the slots that hold its arrays. */
public interface Binding {
    int inputs();

    /** The shape of an input; no axis is free. */
    Shape inputShape(int input);

    /** The slot of an input, whose elements start at index 0. */
    int input(int input);

    Shape outputShape(int output);

    /** The slot of an output, or -1 if nobody reads it. Only the first output is always there. */
    int output(int output);

    /** A slot of at least that many floats for the time of the step; its contents mean nothing before. */
    int scratch(int floats);

    /** The number of the state with that index among {@link Op#states}. */
    int state(int index);
}
