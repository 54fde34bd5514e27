package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Origin;
import io.github.cornu.graph.Value;
import io.github.cornu.op.recurrent.MaskRule;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Recurrent.Direction;
import io.github.cornu.op.recurrent.Recurrent.Output;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models stepped through time. */
@Tag("smoke")
class StreamTest {
    private static final int STEPS = 7;

    private static GraphBuilder graph() {
        return new GraphBuilder("model");
    }

    private static String reason(GraphBuilder graph) {
        Session session = Model.compile(graph.build()).newSession();
        return assertThrows(ModelException.class, session::stream).getMessage();
    }

    private static Tensor step(Tensor sequence, int step) {
        int batch = sequence.shape().length(0);
        int features = sequence.shape().length(2);
        Tensor one = Tensor.zeros(batch, 1, features);
        for (int r = 0; r < batch; r++) {
            System.arraycopy(sequence.data(), (r * STEPS + step) * features, one.data(), r * features, features);
        }
        return one;
    }

    @Test
    void stepsEqualTheWholeSequence() {
        GraphBuilder graph = graph();
        Value x = graph.input("x", Shape.of(-1, STEPS, 3));
        Value h = graph.add("lstm", "LSTM", Graphs.lstm(3, 5, true, false, 1), x);
        graph.output("dense", graph.add("dense", "Dense", Graphs.dense(5, 2, 2), h));
        Model model = Model.compile(graph.build());
        Tensor sequence = Graphs.tensor(3, 4, STEPS, 3);
        Tensor whole = model.newSession().run(sequence);
        Session session = model.newSession().stream();
        Tensor y = Tensor.zeros(4, 1, 2);
        for (int t = 0; t < STEPS; t++) {
            assertEquals(1, session.step(step(sequence, t), y));
            assertEquals(step(whole, t), y);
        }
    }

    @Test
    void theLastOutputFollowsTheSequence() {
        Model model = Model.compile(Graphs.lstmModel(false));
        Tensor sequence = Graphs.tensor(3, 1, STEPS, 3);
        Session session = model.newSession().stream();
        Tensor y = Tensor.zeros(1, 2);
        for (int t = 0; t < STEPS; t++) {
            session.step(step(sequence, t), y);
        }
        assertEquals(model.newSession().run(sequence), y);
    }

    @Test
    void aMaskedStepRepeatsTheOutputBefore() {
        GraphBuilder graph = graph();
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        Value mask = graph.input("mask", Shape.of(-1, -1, 1));
        Value valid = graph.add("mask", "Masking", new Reduce(Reduce.Kind.MAX, 2, false), mask);
        Recurrent lstm = Recurrent.of(Graphs.lstmCell(3, 5, 1))
                .withOutput(Output.SEQUENCE)
                .withMask(MaskRule.REPEAT);
        graph.output("lstm", graph.add("lstm", "LSTM", lstm, x, valid));
        Session session = Model.compile(graph.build()).newSession().stream();
        Tensor one = Tensor.of(new float[] {1}, 1, 1, 1);
        Tensor none = Tensor.zeros(1, 1, 1);
        Tensor first = session.run(List.of(Graphs.tensor(1, 1, 1, 3), one)).get(0);
        assertEquals(
                first, session.run(List.of(Graphs.tensor(2, 1, 1, 3), none)).get(0));
    }

    @Test
    void wholeSequencesAreNeededByLayersThatMixSteps() {
        GraphBuilder flatten = graph();
        Value x = flatten.input("x", Shape.of(-1, STEPS, 3));
        Origin advised = new Origin(
                "flatten", "Flatten", "leave it out and let the recurrent layer before it return its last step only");
        flatten.output("y", flatten.add(advised, Reshape.ofSamples(Shape.of(-1)), x));
        assertEquals(
                "layer 'flatten' (Flatten): the model cannot be stepped through time: it joins time with the other axes; "
                        + "leave it out and let the recurrent layer before it return its last step only",
                reason(flatten));

        GraphBuilder pooling = graph();
        x = pooling.input("x", Shape.of(-1, STEPS, 3));
        pooling.output("y", pooling.add("pool", "GlobalMaxPooling1D", new Reduce(Reduce.Kind.MAX, 1, false), x));
        assertEquals(
                "layer 'pool' (GlobalMaxPooling1D): the model cannot be stepped through time: it works along time, "
                        + "axis 1",
                reason(pooling));

        GraphBuilder backwards = graph();
        x = backwards.input("x", Shape.of(-1, STEPS, 3));
        Recurrent lstm = Recurrent.of(Graphs.lstmCell(3, 5, 1))
                .withOutput(Output.SEQUENCE)
                .withDirection(Direction.BACKWARD);
        backwards.output("y", backwards.add("lstm", "LSTM", lstm, x));
        assertEquals(
                "layer 'lstm' (LSTM): the model cannot be stepped through time: it goes backwards in time; "
                        + "only layers that go forward can be stepped",
                reason(backwards));
    }

    @Test
    void wrongUse() {
        Session session = Model.compile(Graphs.lstmModel(false)).newSession();
        Tensor y = Tensor.zeros(1, 2);
        assertThrows(ModelException.class, () -> session.step(Tensor.zeros(1, 1, 3), y));
        session.stream();
        String message = assertThrows(ModelException.class, () -> session.step(Tensor.zeros(1, 2, 3), y))
                .getMessage();
        assertEquals("input 'x': expected the shape (None, 1, 3) of one time step, got (1, 2, 3)", message);
    }

    @Test
    void sessionsInEightThreadsGiveTheBitsOfOne() {
        Model model = Model.compile(Graphs.lstmModel(false));
        Tensor sequence = Graphs.tensor(3, 2, 50, 3);
        Tensor expected = model.newSession().run(sequence);
        List<Tensor> results = IntStream.range(0, 8 * 50)
                .parallel()
                .mapToObj(i -> i % 2 == 0
                        ? model.newSession().run(sequence)
                        : model.newSession().stream().run(sequence))
                .toList();
        results.forEach(result -> assertEquals(expected, result));
    }
}
