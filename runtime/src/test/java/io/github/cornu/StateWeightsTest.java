package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What windows and attention hold of a stream's past is told apart by the weights that it was made with. */
class StateWeightsTest {
    private static final int FEATURES = 3;
    private static final Shape HEADS = Shape.of(1, FEATURES);

    /** What holds the past, between two dense layers. */
    private enum Past {
        WINDOW,
        ATTENTION
    }

    private static Graph graph(Past past, int before, int after) {
        GraphBuilder graph = new GraphBuilder("past");
        Value input = graph.input("x", Shape.of(-1, -1, FEATURES));
        Value x = graph.add("before", "Dense", Graphs.dense(FEATURES, FEATURES, before), input);
        if (past == Past.WINDOW) {
            Windows three = Windows.dense(List.of(3), List.of(1), Padding.VALID);
            x = graph.add("past", "AveragePooling1D", new Pool(Pool.Kind.AVERAGE, three), x);
        } else {
            Value split = graph.add("past", "Attention", Reshape.splitAxis(2, HEADS), x);
            Visibility causal = new Visibility(true, 0, Visibility.FullyMasked.ZERO);
            Value seen = graph.add("past", "Attention", new Attention(1, null, causal), split, split, split);
            x = graph.add("past", "Attention", Reshape.mergeAxes(2, 4), seen);
        }
        graph.output("y", graph.add("after", "Dense", Graphs.dense(FEATURES, 2, after), x));
        return graph.build();
    }

    private static Model model(Past past, int before, int after) {
        return Model.compile(graph(past, before, after));
    }

    private static Tensor part(int from, int to) {
        Tensor all = Graphs.tensor(5, 1, 9, FEATURES);
        Tensor part = Tensor.zeros(1, to - from, FEATURES);
        System.arraycopy(all.data(), from * FEATURES, part.data(), 0, part.data().length);
        return part;
    }

    private static State stateOf(Model model) {
        Session session = model.newSession().stream();
        session.run(part(0, 4));
        return session.state();
    }

    private static float[] goesOn(Model model, State state) {
        Session session = model.newSession().stream();
        session.restore(state);
        return session.run(part(4, 9)).data();
    }

    @Test
    void otherWeightsBeforeItAreRefused() {
        for (Past past : Past.values()) {
            State state = stateOf(model(past, 1, 2));
            Model retrained = model(past, 3, 2);
            assertNotEquals(state.model(), stateOf(retrained).model());
            String message = assertThrows(ModelException.class, () -> goesOn(retrained, state))
                    .getMessage();
            assertTrue(message.contains("other weights"), message);
        }
    }

    @Test
    void theSameWeightsBeforeItGoOn() {
        for (Past past : Past.values()) {
            Model model = model(past, 1, 2);
            State state = stateOf(model);
            float[] expected = goesOn(model, state);
            assertArrayEquals(expected, goesOn(model(past, 1, 2), state));
            Graph graph = graph(past, 1, 2);
            for (CompileOptions options : List.of(
                    CompileOptions.defaults().withKernels(KernelChoice.SCALAR),
                    CompileOptions.defaults().withKeepLayers(true))) {
                assertArrayEquals(expected, goesOn(Model.compile(graph, options), state));
            }
            assertEquals(state.model(), stateOf(model(past, 1, 7)).model());
        }
    }

    @Test
    void rowsOfAPoolAreRefusedOrBeginAnew() {
        for (Past past : Past.values()) {
            StreamPool pool = Model.compile(
                            graph(past, 1, 2), CompileOptions.defaults().withStreamSteps(20))
                    .newPool();
            int stream = pool.add(stateOf(model(past, 1, 2)));
            ByteBuffer row = ByteBuffer.allocate(pool.rowBytes());
            pool.writeRow(stream, row);
            row.flip();
            Model retrained =
                    Model.compile(graph(past, 3, 2), CompileOptions.defaults().withStreamSteps(20));
            StreamPool refusing = retrained.newPool();
            assertThrows(
                    ModelException.class, () -> refusing.readRow(refusing.add(), row.duplicate(), pool.rowLayout()));
            assertThrows(ModelException.class, () -> pool.migrate(retrained));
            assertEquals(1, pool.migrate(retrained, OnNewModel.reset()).size());
        }
    }
}
