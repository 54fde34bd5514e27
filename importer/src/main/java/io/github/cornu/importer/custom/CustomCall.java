package io.github.cornu.importer.custom;

import io.github.cornu.graph.Value;
import io.github.cornu.op.Op;
import java.util.List;
import java.util.Map;

/** One call of a custom layer, a Lambda or a custom activation, and where its operations are added. */
public interface CustomCall {
    /**
     * The only input, with its shape, in which axes may be free.
     *
     * @throws IllegalArgumentException if there are several
     */
    Value input();

    /** All inputs that are given by position, in order. */
    List<Value> inputs();

    /**
     * The mask of the only input, shape (batch, time), 1 where a step is valid and 0 where not; null if it has none.
     *
     * @throws IllegalArgumentException if there are several inputs
     */
    Value mask();

    /** The masks of all inputs; null for an input without. */
    List<Value> masks();

    /**
     * Whether an input, or what was made of it, is texts: its shape has a last axis for the code points, which Python's
     * does not have.
     */
    boolean isTexts(Value value);

    /**
     * An argument by keyword, as a {@link Value}, a text, a Long, a Double, a Boolean or a list of these; null if it is
     * missing. A keyword that is not read is an error.
     */
    Object keyword(String name);

    /** The config of the layer. Of an activation, that of the layer which applies it. */
    CustomConfig config();

    /** Adds an operation and returns its first output. */
    Value add(Op op, Value... operands);

    /** Calls a layer inside this one and returns its first output. */
    Value apply(CustomInnerLayer inner, Value... inputs);

    /**
     * Calls a layer inside this one and returns all its outputs.
     *
     * @param keywords by which further arguments are given: a {@link Value}, a text, a number, a Boolean or a list of
     *     these
     */
    List<Value> applyAll(CustomInnerLayer inner, Map<String, ?> keywords, Value... inputs);

    /** Gives the output the mask of the only input, as a Python class with {@code supports_masking} does. */
    void passMask();

    /** Gives the output a mask of its own, shape (batch, time), as a Python class with {@code compute_mask} does. */
    void setMask(Value mask);

    /**
     * Says that the output is complex numbers: pairs of a real and an imaginary part, along a last axis that Python's
     * shape does not have.
     */
    void returnComplex();

    /** Adds outputs behind the one that is returned; a constant, which all samples share, needs no axis for these. */
    void alsoReturn(Value... outputs);
}
