package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("smoke")
class SessionTest {
    private final Model dense = Model.compile(Graphs.denseModel(4, 3));
    private final Model stateful = Model.compile(Graphs.lstmModel(true));

    private static String message(Runnable action) {
        return assertThrows(ModelException.class, action::run).getMessage();
    }

    @Test
    void freshAndGivenOutputsAreEqual() {
        Tensor x = Graphs.tensor(5, 6, 4);
        Tensor fresh = dense.newSession().run(x);
        Tensor given = Tensor.zeros(6, 3);
        dense.newSession().run(x, given);
        assertEquals(fresh, given);
        assertEquals(fresh, dense.newSession().run(List.of(x)).get(0));
        assertEquals(fresh, dense.newSession().run(Map.of("x", x)).get("dense"));
    }

    @Test
    void anInputMayBeItsOwnOutput() {
        Model square = Model.compile(Graphs.denseModel(5, 5));
        Tensor x = Graphs.tensor(5, 6, 5);
        Tensor expected = square.newSession().run(x);
        square.newSession().run(x, x);
        assertEquals(expected, x);
    }

    @Test
    void resultsDoNotChangeWithLaterCalls() {
        Session session = dense.newSession();
        Tensor first = session.run(Graphs.tensor(1, 2, 4));
        float[] copy = first.data().clone();
        session.run(Graphs.tensor(2, 2, 4));
        assertArrayEquals(copy, first.data());
    }

    @Test
    void inputsAreNotWritten() {
        Tensor x = Graphs.tensor(1, 2, 7, 3);
        float[] copy = x.data().clone();
        stateful.newSession().run(x);
        assertArrayEquals(copy, x.data());
    }

    @Test
    void sessionsDoNotSeeEachOther() {
        Tensor x = Graphs.tensor(1, 1, 4, 3);
        Session one = stateful.newSession();
        Tensor alone = one.run(x);
        Session two = stateful.newSession();
        two.run(Graphs.tensor(9, 1, 4, 3));
        assertEquals(alone, stateful.newSession().run(x));
        assertNotEquals(alone, two.run(x));
        assertNotEquals(alone, one.run(x));
    }

    @Test
    void statefulnessCanBeOverridden() {
        Tensor x = Graphs.tensor(1, 2, 4, 3);
        Session forgetting = stateful.newSession().stateful(false);
        assertEquals(forgetting.run(x), forgetting.run(x));
        Session remembering =
                Model.compile(Graphs.lstmModel(false)).newSession().stateful(true);
        Session asTheFileSays = stateful.newSession();
        for (int i = 0; i < 3; i++) {
            assertEquals(asTheFileSays.run(x), remembering.run(x));
        }
    }

    @Test
    void chunksEqualTheWhole() {
        Tensor x = Graphs.tensor(1, 1, 7, 3);
        Tensor whole = stateful.newSession().run(x);
        Session session = stateful.newSession();
        Tensor last = null;
        for (int[] chunk : new int[][] {{0, 2}, {2, 5}, {5, 7}}) {
            float[] part = Arrays.copyOfRange(x.data(), 3 * chunk[0], 3 * chunk[1]);
            last = session.run(Tensor.of(part, 1, chunk[1] - chunk[0], 3));
        }
        assertEquals(whole, last);
    }

    @Test
    void statesAreValues() {
        Tensor x = Graphs.tensor(1, 2, 4, 3);
        Session session = stateful.newSession();
        session.run(x);
        State state = session.state();
        assertEquals(4, state.entries().size());
        assertEquals(Shape.of(2, 5), state.get("lstm", 1).shape());
        Tensor second = session.run(x);
        session.restore(state);
        assertEquals(second, session.run(x));
        Session other = stateful.newSession();
        other.restore(state);
        assertEquals(second, other.run(x));
        session.reset();
        assertEquals(stateful.newSession().run(x), session.run(x));
    }

    @Test
    void aStateThatDoesNotFitChangesNothing() {
        Tensor x = Graphs.tensor(1, 2, 4, 3);
        Session session = stateful.newSession();
        session.run(x);
        State before = session.state();
        State wrong = new State(before.entries().stream()
                .map(entry -> new State.Entry(entry.layer(), entry.index(), Tensor.zeros(2, 9)))
                .toList());
        assertEquals(
                "the state 0 of layer 'lstm' has the shape (2, 9), expected (None, 5)",
                message(() -> session.restore(wrong)));
        assertEquals(before, session.state());
    }

    @Test
    void shapesMayChange() {
        Session session = dense.newSession();
        for (int batch : new int[] {1, 8, 3, 8, 0, 1}) {
            Tensor x = Graphs.tensor(batch, batch, 4);
            assertEquals(dense.newSession().run(x), session.run(x));
        }
    }

    @Test
    void eachSampleIsComputedAlone() {
        Tensor x = Graphs.tensor(3, 400, 4);
        Tensor all = dense.newSession().run(x);
        Session session = dense.newSession();
        for (int row = 0; row < 400; row++) {
            Tensor one = session.run(Tensor.of(Arrays.copyOfRange(x.data(), 4 * row, 4 * row + 4), 1, 4));
            assertArrayEquals(Arrays.copyOfRange(all.data(), 3 * row, 3 * row + 3), one.data());
        }
    }

    @Test
    void wrongInputsAreExplained() {
        Session session = dense.newSession();
        assertEquals(
                "input 'x': expected the shape (None, 4), got (2, 5)", message(() -> session.run(Tensor.zeros(2, 5))));
        assertEquals(
                "input 'x': expected the shape (None, 4), got (4,), one sample without the batch axis: its shape is to be"
                        + " (1, 4)",
                message(() -> session.run(Tensor.zeros(4))));
        assertEquals(
                "the model takes the inputs [x], given: [y]",
                message(() -> session.run(Map.of("y", Tensor.zeros(2, 4)))));
        assertEquals(
                "output 'dense': the result has the shape (2, 3), the tensor for it (3, 2)",
                message(() -> session.run(Tensor.zeros(2, 4), Tensor.zeros(3, 2))));
        assertEquals(
                "the model has 1 inputs, given: 2",
                message(() -> session.run(List.of(Tensor.zeros(2, 4), Tensor.zeros(2, 4)))));
    }

    @Test
    void anotherBatchNeedsAReset() {
        Session session = stateful.newSession();
        session.run(Graphs.tensor(1, 2, 4, 3));
        assertEquals(
                "the states of layer 'lstm' are of 2 samples, the input has 1; reset the states first",
                message(() -> session.run(Graphs.tensor(1, 1, 4, 3))));
        session.reset();
        session.run(Graphs.tensor(1, 1, 4, 3));
    }

    @Test
    void nanIsNoError() {
        Tensor x = Tensor.zeros(1, 4);
        x.data()[2] = Float.NaN;
        assertEquals(Float.NaN, dense.newSession().run(x).get(0, 0));
    }

    @Test
    void errorsWhileRunningNameTheLayer() {
        GraphBuilder graph = new GraphBuilder("words");
        Value ids = graph.input("ids", Shape.of(-1, -1));
        graph.output("embedding", graph.add("embedding", "Embedding", new Gather(Graphs.weight(1, 10, 4)), ids));
        Session session = Model.compile(graph.build()).newSession();
        for (float bad : new float[] {10f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertEquals(
                    "layer 'embedding' (Embedding): the index " + bad + " is not in [0, 10)",
                    message(() -> session.run(Tensor.of(new float[] {3f, bad}, 1, 2))));
        }
        assertEquals(
                Shape.of(1, 1, 4),
                session.run(Tensor.of(new float[] {9.7f}, 1, 1)).shape());
    }

    @Test
    void aCallThatFailsLeavesTheStatesAlone() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        Value index = graph.input("index", Shape.of(-1, -1));
        graph.output("lstm", graph.add("lstm", "LSTM", Graphs.lstm(3, 5, false, true, 1), x));
        graph.output("row", graph.add("embedding", "Embedding", new Gather(Graphs.weight(2, 4, 2)), index));
        Session session = Model.compile(graph.build()).newSession();
        Tensor sequence = Graphs.tensor(3, 1, 2, 3);
        session.run(List.of(sequence, Tensor.zeros(1, 1)));
        State before = session.state();
        Tensor outside = Tensor.of(new float[] {4}, 1, 1);
        assertThrows(ModelException.class, () -> session.run(List.of(sequence, outside)));
        assertEquals(before, session.state());
    }
}
