package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * One operation of a graph: an immutable description, in most cases a record. Two equal operations share what they
 * prepare.
 *
 * <p>Operations know shapes and nothing of Keras. They throw {@link IllegalArgumentException} with a plain text,
 * expected and received; who calls them adds the name of the layer.
 */
public interface Op extends Weighted {
    /**
     * The shapes of the outputs. Axes may be free, in which case what depends on them is free too. Axis 0 is the batch,
     * whose samples no operation mixes.
     *
     * @throws IllegalArgumentException if the inputs do not fit
     */
    List<Shape> outputShapes(List<Shape> inputs);

    /** Reads and packs the weights; called once a model. */
    Prepared prepare(Target target);

    /** Whether running it can throw an {@link IllegalArgumentException}, because of the numbers it gets. */
    default boolean canFail() {
        return false;
    }

    /** The matrices of weights that have a compact form on request; an element is in one of them at most. */
    default List<WeightMatrix> matrices() {
        return List.of();
    }

    /** About how many floats of memory the matrices take when they are packed. */
    default long packedFloats(Target target) {
        return matrices().stream()
                .mapToLong(matrix -> target.packing().floats(matrix.rows().length, matrix.columns().length))
                .sum();
    }

    /** The operation on whole sequences whose work it does in a stream, on the same weights; null if there is none. */
    default Op whole() {
        return null;
    }

    /**
     * As {@link #prepare(Target)}, on the weights of another operation.
     *
     * @param whole what {@link #whole} has prepared
     */
    default Prepared prepare(Target target, Prepared whole) {
        return prepare(target);
    }

    /** How many states a session keeps for this operation. */
    default int stateCount() {
        return 0;
    }

    /** Whether the file says that a call goes on from the states that the call before left. */
    default boolean stateful() {
        return false;
    }

    /** These states, for inputs of these fixed shapes; as many as {@link #stateCount}. */
    default List<StateSpec> states(List<Shape> inputs) {
        return List.of();
    }

    /** True where the output is the first input with another shape: nothing is computed. */
    default boolean isView() {
        return false;
    }

    /** Whether the outputs are the same for all samples, whatever the inputs are, of which only shapes are used. */
    default boolean isSameForAllSamples() {
        return false;
    }

    /**
     * True where each number of the outputs is one of an input, of a weight, or a constant of the operation: nothing is
     * computed.
     */
    default boolean movesOnly() {
        return isView();
    }

    /**
     * Whether the outputs hold texts, the last axis being their code points.
     *
     * @param ofTexts whether the first input does
     */
    default boolean givesTexts(boolean ofTexts) {
        return false;
    }

    /**
     * Whether the outputs hold numbers of a narrower type if the inputs do.
     *
     * @param type rounds to that type
     */
    default boolean keepsRounded(Unary type) {
        return movesOnly();
    }

    /**
     * How many floating-point operations a call takes: 2 for each multiply-add of a matrix product, a convolution or a
     * weighted sum, padding included; 1 for each number that a sum or a pooling window takes in, and for each number
     * that a function gives, whichever function it is. Moving, comparing and looking up numbers counts nothing.
     *
     * @param inputs the shapes of the inputs; fixed
     * @param outputs the shapes of the outputs; fixed
     * @return their number, or {@link Flops#UNKNOWN}
     */
    default long flops(List<Shape> inputs, List<Shape> outputs) {
        return movesOnly() ? 0 : Flops.UNKNOWN;
    }

    /** What tables call it: the class, and the function if it does one of several: {@code Reduce mean}. */
    default String label() {
        return getClass().getSimpleName();
    }

    /** The input whose memory the output may take over, if nobody needs that input any more; -1 if none. */
    default int inPlaceInput() {
        return -1;
    }

    /**
     * Where the output has its time steps, if each step of it depends on that step of the inputs, and on earlier ones
     * only by the states.
     *
     * @param inputs where the inputs have them
     * @param shapes of the inputs; axes may be free
     * @throws IllegalArgumentException if it mixes steps in another way; the text tells how
     */
    default Time time(List<Time> inputs, List<Shape> shapes) {
        throw new IllegalArgumentException("it mixes time steps");
    }
}
