package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.tensor.Tensor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Wherever the stack ends in a call, nothing of that call stays. */
class StackOverflowTest {
    private static final long STACK_BYTES = 200_000;
    /** In the first ones much is interpreted, later it is compiled. */
    private static final int ROUNDS = 3;
    /** The most, if there were few overflows: what is compiled while frames are counted makes them smaller. */
    private static final int MOST_ROUNDS = 20;

    private static final int FEW = 10;
    /** Depths without an overflow, after which there are no others. */
    private static final int ENOUGH = 100;

    private final Tensor x = Graphs.tensor(1, 2, 4, 3);

    private int reached;

    /** Calls when there are so many frames more on the stack. */
    private void under(int frames, Runnable call) {
        if (frames > 0) {
            under(frames - 1, call);
        } else {
            reached++;
            call.run();
        }
    }

    /**
     * Lets a call overflow the stack at every depth, from where not even the call is reached upwards; checks each time.
     */
    private int overflows(Runnable prepare, Runnable call, Runnable check) {
        int overflows = 0;
        for (int round = 0; round < ROUNDS || overflows <= FEW && round < MOST_ROUNDS; round++) {
            int calm = 0;
            for (int frames = tooMany(); calm < ENOUGH && frames >= 0; frames--) {
                prepare.run();
                int before = reached;
                try {
                    under(frames, call);
                    calm++;
                } catch (StackOverflowError e) {
                    calm = 0;
                    overflows += reached == before ? 0 : 1;
                    check.run();
                }
            }
        }
        return overflows;
    }

    private int tooMany() {
        for (int frames = 1000; ; frames += 100) {
            try {
                under(frames, () -> {});
            } catch (StackOverflowError e) {
                return frames;
            }
        }
    }

    private static void inSmallStack(Runnable test) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(null, test, "small stack", STACK_BYTES);
        thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
        thread.start();
        thread.join();
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    private static void assertSome(int overflows) {
        System.out.println("Stack overflows inside a call: " + overflows);
        assertTrue(overflows > FEW, overflows + " overflows");
    }

    @Test
    void aSessionIsAsBefore() throws InterruptedException {
        aSessionIsAsBefore(Model.compile(Graphs.lstmModel(true)));
    }

    @Test
    void aSessionThatTellsAListenerIsAsBefore() throws InterruptedException {
        aSessionIsAsBefore(Model.compile(Graphs.lstmModel(true)).withListener(new ModelListener() {}));
    }

    private void aSessionIsAsBefore(Model model) throws InterruptedException {
        Session session = model.newSession().stateful(true);
        session.run(x);
        Tensor y = Tensor.zeros(2, 2);
        inSmallStack(() -> {
            State before = session.state();
            assertSome(overflows(
                    () -> session.restore(before),
                    () -> session.run(x, y),
                    () -> assertEquals(before, session.state())));
        });
    }

    /** The shapes change, so that plans and arrays are made. */
    @Test
    void aSessionIsAsBeforeWhenShapesAreNew() throws InterruptedException {
        Model model = Model.compile(Graphs.lstmModel(true));
        Session session = model.newSession().stateful(true);
        session.run(x);
        int[] steps = {1};
        inSmallStack(() -> {
            State before = session.state();
            assertSome(overflows(
                    () -> session.restore(before),
                    () -> {
                        steps[0] = steps[0] % 20 + 1;
                        session.run(Graphs.tensor(1, 2, steps[0], 3));
                    },
                    () -> assertEquals(before, session.state())));
        });
    }

    @Test
    void thePoolIsAsBefore() throws InterruptedException {
        StreamPool pool = Model.compile(Graphs.lstmModel(true)).newPool();
        int[] streams = IntStream.range(0, 20).map(i -> pool.add()).toArray();
        Tensor in = Graphs.tensor(1, 20, 1, 3);
        Tensor out = Tensor.zeros(20, 2);
        pool.step(streams, in, out);
        inSmallStack(() -> {
            State before = pool.states(streams);
            assertSome(overflows(
                    () -> pool.restore(streams, before),
                    () -> pool.step(streams, in, out),
                    () -> assertEquals(before, pool.states(streams))));
        });
    }

    @Test
    void theModelAnswersAsBefore() throws InterruptedException {
        Model model = Model.compile(Graphs.lstmModel(true));
        Tensor expected = model.run(x);
        inSmallStack(() ->
                assertSome(overflows(() -> {}, () -> model.run(x), () -> assertEquals(expected, model.run(x)))));
    }

    @Test
    void threadsThatShareACallAnswerAsBefore() throws InterruptedException {
        Model model = Model.compile(
                Graphs.denseModel(200, 200), CompileOptions.defaults().withThreads(2));
        Tensor in = Graphs.tensor(1, 10, 200);
        Tensor expected = model.run(in);
        inSmallStack(() ->
                assertSome(overflows(() -> {}, () -> model.run(in), () -> assertEquals(expected, model.run(in)))));
    }
}
