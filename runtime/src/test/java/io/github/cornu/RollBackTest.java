package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a layer throws, the states are as before the call, and sessions and pools can be used. */
class RollBackTest {
    private static final int STREAMS = 600;

    private final List<Supplier<Throwable>> failures = List.of(
            () -> new IllegalStateException("no"),
            () -> new AssertionError("no"),
            StackOverflowError::new,
            OutOfMemoryError::new);

    /** Calls of the function that are left before it throws. */
    private int left = Integer.MAX_VALUE;

    private Supplier<Throwable> failure;

    /** An LSTM, then a function that may throw. */
    private Model model() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        Value y = graph.add("lstm", "LSTM", Graphs.lstm(3, 5, true, true, 1), x);
        JavaFunction function = new JavaFunction(shapes -> shapes.get(0), this::copy, true, null);
        graph.output("y", graph.add("function", "Lambda", function, y));
        return Model.compile(graph.build());
    }

    private void copy(List<Tensor> inputs, Tensor output) {
        if (left-- == 0) {
            RollBackTest.<RuntimeException>sneak(failure.get());
        }
        System.arraycopy(inputs.get(0).data(), 0, output.data(), 0, output.data().length);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aSessionIsAsBefore() {
        for (Supplier<Throwable> each : failures) {
            Session session = model().newSession().stream();
            session.run(Graphs.tensor(1, 2, 4, 3));
            State before = session.state();
            failure = each;
            left = 0;
            assertThrows(Throwable.class, () -> session.run(Graphs.tensor(2, 2, 4, 3)));
            assertEquals(before, session.state());
            Session other = session.fork();
            assertEquals(other.run(Graphs.tensor(3, 2, 4, 3)), session.run(Graphs.tensor(3, 2, 4, 3)));
        }
    }

    @Test
    void allStreamsOfAPoolAreAsBefore() {
        Tensor x = Graphs.tensor(1, STREAMS, 1, 3);
        for (Supplier<Throwable> each : failures) {
            for (int block = 0; block < 3; block++) {
                StreamPool pool = model().newPool();
                int[] streams = IntStream.range(0, STREAMS).map(i -> pool.add()).toArray();
                Tensor y = Tensor.zeros(STREAMS, 1, 5);
                pool.step(streams, x, y);
                float[] first = y.data().clone();
                failure = each;
                left = block;
                assertThrows(Throwable.class, () -> pool.step(streams, x, y));
                left = Integer.MAX_VALUE;
                for (int stream : streams) {
                    pool.reset(stream);
                }
                pool.step(streams, x, y);
                assertArrayEquals(first, y.data());
            }
        }
    }

    @Test
    void noStreamOfAPoolHasMoved() {
        Tensor x = Graphs.tensor(1, STREAMS, 1, 3);
        for (Supplier<Throwable> each : failures) {
            Model model = model();
            StreamPool pool = model.newPool();
            StreamPool twin = model.newPool();
            int[] streams = IntStream.range(0, STREAMS).map(i -> pool.add()).toArray();
            int[] twins = IntStream.range(0, STREAMS).map(i -> twin.add()).toArray();
            Tensor y = Tensor.zeros(STREAMS, 1, 5);
            Tensor expected = Tensor.zeros(STREAMS, 1, 5);
            pool.step(streams, x, y);
            twin.step(twins, x, expected);
            failure = each;
            left = 1;
            assertThrows(Throwable.class, () -> pool.step(streams, x, y));
            left = Integer.MAX_VALUE;
            pool.step(streams, x, y);
            twin.step(twins, x, expected);
            assertEquals(expected, y);
        }
    }

    /** A function that calls its own session, as a stand-in for another thread that does. */
    @Test
    void aSessionThatIsInUseIsRefused() {
        Session[] session = new Session[1];
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, 3));
        JavaFunction function = new JavaFunction(
                shapes -> shapes.get(0), (inputs, output) -> session[0].run(inputs.get(0)), true, null);
        graph.output("y", graph.add("function", "Lambda", function, x));
        session[0] = Model.compile(graph.build()).newSession();
        ModelException refused = assertThrows(ModelException.class, () -> session[0].run(Graphs.tensor(1, 2, 3)));
        assertTrue(refused.getMessage().contains("the session"), refused.getMessage());
    }

    @Test
    void anotherThreadIsRefused() throws InterruptedException {
        Session[] session = new Session[1];
        Throwable[] seen = new Throwable[1];
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, 3));
        JavaFunction function = new JavaFunction(
                shapes -> shapes.get(0),
                (inputs, output) -> {
                    Thread thread = new Thread(() ->
                            seen[0] = assertThrows(ModelException.class, () -> session[0].run(Graphs.tensor(1, 2, 3))));
                    thread.start();
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                true,
                null);
        graph.output("y", graph.add("function", "Lambda", function, x));
        session[0] = Model.compile(graph.build()).newSession();
        session[0].run(Graphs.tensor(1, 2, 3));
        assertSame(ModelException.class, seen[0].getClass());
        assertTrue(seen[0].getMessage().contains("in use by another thread"), seen[0].getMessage());
    }
}
