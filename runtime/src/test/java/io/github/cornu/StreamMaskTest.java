package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import org.junit.jupiter.api.Test;

/** Masks of attention that no stream has: what is said of them. */
class StreamMaskTest {
    private static final String RELATES = "layer 'seen' (MultiHeadAttention): the model cannot be stepped through time:"
            + " its attention mask relates steps in a way that is not known to be causal";

    private final GraphBuilder graph = new GraphBuilder("masks");
    private final Value x = graph.input("x", Shape.of(Shape.FREE, Shape.FREE, 2, 3));

    private Value attended(boolean causal, Value mask) {
        Value own = graph.add("seen", "MultiHeadAttention", Reshape.expandDims(1), mask);
        Visibility visibility = new Visibility(causal, 0, Visibility.FullyMasked.ZERO);
        Weight scale = Weight.of(new float[] {0.5f});
        return graph.add("seen", "MultiHeadAttention", new Attention(1, scale, visibility), x, x, x, own);
    }

    private String problem(Value output) {
        graph.output("y", output);
        Model model = Model.compile(graph.build());
        return assertThrows(ModelException.class, model::checkStream).getMessage();
    }

    /** The sum of each step, of the steps up to it: (batch, steps). */
    private Value sums() {
        Value steps = graph.add("sums", "Sum", new Reduce(Reduce.Kind.SUM, 2, false), x);
        Value sums = graph.add("sums", "Sum", new Reduce(Reduce.Kind.SUM, 2, false), steps);
        return graph.add("sums", "Sum", new Accumulate(Binary.ADD, 1), sums);
    }

    /** Whether the sums of two steps differ by less than 1: (batch, steps, steps). */
    private Value near(Value sums) {
        Value query = graph.add("column", "ExpandDims", Reshape.expandDims(2), sums);
        Value key = graph.add("row", "ExpandDims", Reshape.expandDims(1), sums);
        Value distance = graph.add("distance", "Subtract", new Combine(Binary.SUBTRACT), query, key);
        return graph.add("near", "Less", new CombineScalar(Binary.LESS, 1f), distance);
    }

    @Test
    void theMakerOfAMaskIsNamed() {
        assertEquals(
                RELATES + " (made by layer 'near' (Less), where layer 'distance' (Subtract): it combines a whole"
                        + " sequence with a single step)",
                problem(attended(true, near(sums()))));
    }

    @Test
    void anInputIsAMask() {
        Value mask = graph.input("mask", Shape.of(Shape.FREE, Shape.FREE, Shape.FREE));
        assertEquals(RELATES + " (made by input 'mask')", problem(attended(false, mask)));
    }

    @Test
    void aConstantIsAMask() {
        Value constant = graph.add("table", "Constant", new Constant(Graphs.weight(3, 1, 5, 5)));
        assertEquals(RELATES + " (made by layer 'table' (Constant))", problem(attended(true, constant)));
    }

    /** What stands in the way is the attention itself. */
    @Test
    void aMaskOfKeysIsNoObstacle() {
        Value keys = graph.add("row", "ExpandDims", Reshape.expandDims(1), sums());
        String problem = problem(attended(false, keys));
        assertTrue(problem.endsWith(": its attention goes over the whole sequence"), problem);
    }

    /** It has to be computed in the stream for something else, too. */
    @Test
    void whatIsNoMaskOnlyIsNamedItself() {
        Value near = near(sums());
        graph.output("near", graph.add("half", "Multiply", new CombineScalar(Binary.MULTIPLY, 0.5f), near));
        String problem = problem(attended(true, near));
        assertTrue(problem.startsWith("layer 'distance' (Subtract): "), problem);
    }

    /** A stream would have to give it. */
    @Test
    void aMaskThatIsAnOutputIsNamedItself() {
        Value near = near(sums());
        graph.output("near", near);
        String problem = problem(attended(true, near));
        assertTrue(problem.startsWith("layer 'distance' (Subtract): "), problem);
    }
}
