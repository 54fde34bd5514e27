package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which inputs of a stream are sequences, and that sequences that meet come at the same time. */
class SequenceInputsTest {
    private static final Visibility CAUSAL = new Visibility(true, 0, Visibility.FullyMasked.ZERO);

    /** Attention of one head. */
    private static Value attention(GraphBuilder graph, Value q, Value k, Value... mask) {
        Value queries = graph.add("attention", "Attention", Reshape.expandDims(2), q);
        Value keys = graph.add("attention", "Attention", Reshape.expandDims(2), k);
        Value[] inputs = Arrays.copyOf(new Value[] {queries, keys, keys}, 3 + mask.length);
        System.arraycopy(mask, 0, inputs, 3, mask.length);
        return graph.add("attention", "Attention", new Attention(1, null, CAUSAL), inputs);
    }

    private static void assertSteps(GraphBuilder graph, Value y) {
        graph.output("y", y);
        Model model = Model.compile(graph.build());
        Tensor x = Tensor.of(new float[] {1, 3, 0, 2, 4, 4, 1}, 1, 7);
        float[] whole = model.run(x).data();
        Session session = model.newSession().stream();
        int size = whole.length / 7;
        for (int t = 0; t < 7; t++) {
            float[] step =
                    session.run(Tensor.of(new float[] {x.data()[t]}, 1, 1)).data();
            assertArrayEquals(Arrays.copyOfRange(whole, t * size, (t + 1) * size), step, "step " + t);
        }
    }

    @Test
    void numbersThatIndicesAreComputedFromAreSteps() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1));
        Value next = graph.add("next", "Add", new CombineScalar(Binary.ADD, 1f), x);
        Value e = graph.add("embedding", "Embedding", new Gather(Graphs.weight(3, 6, 4)), next);
        assertSteps(graph, attention(graph, e, e));
    }

    @Test
    void numbersThatBecomeFeaturesOfStepsAreSteps() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1));
        Value half = graph.add("half", "Multiply", new CombineScalar(Binary.MULTIPLY, 0.5f), x);
        Value one = graph.add("reshape", "Reshape", Reshape.expandDims(2), half);
        Value e = graph.add("dense", "Dense", Graphs.dense(1, 4, 3), one);
        assertSteps(graph, attention(graph, e, e));
    }

    @Test
    void positionsThatAreCheckedAsIntegersGoOn() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1));
        Value ones = graph.add("range", "Range", new Fill(List.of(Length.ofAxis(0, 1)), 1f), x);
        Value places = graph.add("range", "Range", new Accumulate(Binary.ADD, 0), ones);
        Value twice = graph.add("twice", "Multiply", new CombineScalar(Binary.MULTIPLY, 2f), places);
        Value checked = graph.add("twice", "Multiply", new CheckIntegers(0, 20), twice);
        Value position = graph.add("position", "Embedding", new Gather(Graphs.weight(4, 15, 4)), checked);
        Value token = graph.add("embedding", "Embedding", new Gather(Graphs.weight(3, 5, 4)), x);
        Value e = graph.add("add", "Add", new Combine(Binary.ADD), token, position);
        assertSteps(graph, attention(graph, e, e));
    }

    @Test
    void queriesAndKeysThatComeApartInACallAreRefused() {
        GraphBuilder graph = new GraphBuilder("model");
        Value a = graph.input("a", Shape.of(-1, -1, 4));
        Value b = graph.input("b", Shape.of(-1, -1, 4));
        graph.output("y", attention(graph, a, b));
        Model model = Model.compile(graph.build());
        Session session = model.newSession().stream();
        session.run(List.of(Graphs.tensor(1, 2, 3, 4), Graphs.tensor(2, 2, 3, 4)));
        State before = session.state();
        for (int keys = 0; keys < 3; keys++) {
            List<Tensor> inputs = List.of(Graphs.tensor(3, 2, 3, 4), Graphs.tensor(4, 2, keys, 4));
            ModelException e = assertThrows(ModelException.class, () -> session.run(inputs));
            assertTrue(e.getMessage().contains("come at the same time; there are 3 and " + keys), e.getMessage());
        }
        assertEquals(before, session.state());
    }

    @Test
    void aMaskThatComesAtOtherStepsThanItsKeysIsRefused() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1, 4));
        Value late = graph.add("late", "Slice", new Slice(1, 1, Slice.END, 2), x);
        Value early = graph.add("early", "Slice", new Slice(1, 0, Slice.END, 2), x);
        Value valid = graph.add("early", "Slice", new Reduce(Reduce.Kind.MAX, 2, false), early);
        Value keys = graph.add("early", "Slice", Reshape.expandDims(1), valid);
        Value mask = graph.add("early", "Slice", Reshape.expandDims(1), keys);
        graph.output("y", attention(graph, late, late, mask));
        Session session = Model.compile(graph.build()).newSession();
        String text = assertThrows(ModelException.class, session::stream).getMessage();
        assertTrue(text.contains("its inputs do not give their steps at the same time"), text);
    }

    @Test
    void noStepsDoNotGoTogetherWithSome() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1, 4));
        Value table = graph.add("table", "Constant", new Constant(Graphs.weight(3, 7, 4)));
        graph.output("y", graph.add("add", "Add", new Combine(Binary.ADD), x, table));
        Model model = Model.compile(graph.build());
        ModelException e = assertThrows(ModelException.class, () -> model.run(Tensor.zeros(1, 0, 4)));
        assertTrue(e.getMessage().contains("do not go together"), e.getMessage());
    }
}
