package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams of a pool as bytes, and their way to another model. */
@Tag("smoke")
class PoolRowsTest {
    private static final int STEPS = 5;

    private final Model model = Model.compile(lstm(5, 10));
    private final Model retrained = Model.compile(lstm(5, 40));
    private final Model larger = Model.compile(lstm(7, 40));

    /** Input (None, None, 3), an LSTM and a dense layer. */
    private static Graph lstm(int units, long seed) {
        GraphBuilder graph = new GraphBuilder("lstm_" + units + "_" + seed);
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        Value y = graph.add("lstm_" + seed, "LSTM", Graphs.lstm(3, units, false, false, seed), x);
        graph.output("dense", graph.add("dense", "Dense", Graphs.dense(units, 2, 30), y));
        return graph.build();
    }

    private static Tensor step(int time, int streams) {
        return Graphs.tensor(100 + time, streams, 1, 3);
    }

    /** Steps streams through times. */
    private static void run(StreamPool pool, int[] streams, int from, int to) {
        for (int time = from; time < to; time++) {
            pool.step(streams, step(time, streams.length), Tensor.zeros(streams.length, 2));
        }
    }

    private static float[] next(StreamPool pool, int... streams) {
        Tensor y = Tensor.zeros(streams.length, 2);
        pool.step(streams, step(STEPS, streams.length), y);
        return y.data();
    }

    private static int[] add(StreamPool pool, int count) {
        return IntStream.range(0, count).map(i -> pool.add()).toArray();
    }

    private static ByteBuffer row(StreamPool pool, int stream) {
        ByteBuffer row = ByteBuffer.allocate(pool.rowBytes());
        pool.writeRow(stream, row);
        return row.flip();
    }

    private static String problem(Runnable call) {
        return assertThrows(ModelException.class, call::run).getMessage();
    }

    @Test
    void aRowIsWhatItsLayoutSays() {
        StreamPool pool = model.newPool(OnNewModel.replay(3));
        int stream = pool.add();
        for (int time = 0; time < 2; time++) {
            pool.step(new int[] {stream}, step(time, 1), Tensor.zeros(1, 2));
        }
        assertEquals(8 + 4 * 2 * 5 + 4 + 4 * 3 * 3, pool.rowBytes());
        ByteBuffer row = row(pool, stream).order(ByteOrder.LITTLE_ENDIAN);
        State state = pool.state(stream);
        assertEquals(state.model(), row.getLong());
        for (State.Entry entry : state.entries()) {
            for (float number : entry.value().data()) {
                assertEquals(number, row.getFloat());
            }
        }
        assertEquals(2, row.getInt());
        for (int time = 0; time < 2; time++) {
            for (float number : step(time, 1).data()) {
                assertEquals(number, row.getFloat());
            }
        }
        assertEquals(0f, row.getFloat());
    }

    @Test
    void aStreamGoesOnFromItsRowInAnotherPool() {
        StreamPool pool = model.newPool();
        int[] streams = add(pool, 3);
        run(pool, streams, 0, STEPS);
        StreamPool other = model.newPool();
        add(other, 7);
        int[] copies = add(other, 3);
        ByteBuffer rows = ByteBuffer.allocateDirect(1 + 3 * pool.rowBytes()).position(1);
        for (int stream : streams) {
            pool.writeRow(stream, rows);
        }
        rows.position(1);
        for (int copy : copies) {
            other.readRow(copy, rows, RowLayout.fromBytes(pool.rowLayout().toBytes()));
        }
        assertEquals(0, rows.remaining());
        assertArrayEquals(next(pool, streams), next(other, copies));
    }

    @Test
    void manyRowsAtOnceAreWhatEachIsAlone() {
        StreamPool pool = model.newPool(OnNewModel.replay(4));
        int[] streams = add(pool, 300);
        for (int time = 0; time < STEPS; time++) {
            // Streams of 0 to 5 steps.
            int first = 60 * time;
            run(pool, Arrays.copyOfRange(streams, first, streams.length), time, time + 1);
        }
        StreamPool fromOther = retrained.newPool(OnNewModel.replay(2));
        int other = fromOther.add();
        run(fromOther, new int[] {other}, 0, STEPS);
        for (Model target : List.of(model, retrained, larger)) {
            StreamPool moved = target.newPool(OnNewModel.replay(3));
            int[] all = add(moved, 301);
            List<ByteBuffer> rows = new ArrayList<>();
            List<RowLayout> layouts = new ArrayList<>();
            for (int stream : streams) {
                rows.add(row(pool, stream));
                layouts.add(pool.rowLayout());
            }
            rows.add(row(fromOther, other));
            layouts.add(fromOther.rowLayout());
            moved.readRows(all, rows, layouts);
            int alone = moved.add();
            for (int i = 0; i < all.length; i++) {
                assertEquals(0, rows.get(i).remaining());
                moved.readRow(alone, rows.get(i).rewind(), layouts.get(i));
                assertEquals(row(moved, alone), row(moved, all[i]));
            }
        }
    }

    @Test
    void oneRowThatIsRefusedLeavesAllStreamsAsTheyWere() {
        StreamPool pool = model.newPool();
        int[] streams = add(pool, 2);
        run(pool, streams, 0, STEPS);
        State before = pool.states(streams);
        StreamPool other = retrained.newPool();
        List<ByteBuffer> rows = List.of(row(pool, pool.add()), row(other, other.add()));
        List<RowLayout> layouts = List.of(pool.rowLayout(), other.rowLayout());
        assertTrue(problem(() -> pool.readRows(streams, rows, layouts)).contains("other weights"));
        assertEquals(before, pool.states(streams));
        assertEquals(pool.rowBytes(), rows.get(0).remaining());
        assertEquals(
                "2 streams, 1 rows and 2 layouts", problem(() -> pool.readRows(streams, rows.subList(0, 1), layouts)));
        int[] twice = {streams[0], streams[0]};
        assertEquals("the stream 0 is given twice", problem(() -> pool.readRows(twice, rows, layouts)));
    }

    @Test
    void streamsOfAnyModelGoOnFromTheirRowsAndAreReplayedByAnyOther() {
        RandomTrials.run(100, random -> {
            Model any = Model.compile(RandomModel.of(random.nextLong()));
            Model other = Model.compile(RandomModel.of(random.nextLong()));
            StreamPool pool = any.newPool(OnNewModel.replay(4));
            int[] streams = add(pool, 3);
            List<Tensor> steps = Stream.generate(() -> Graphs.tensor(random.nextLong(), 3, 1, 5))
                    .limit(random.nextInt(10))
                    .toList();
            Session session = any.newSession().stream();
            steps.forEach(x -> pool.step(streams, x, Tensor.zeros(session.run(x).shape())));
            Session replayed = other.newSession().stream();
            steps.subList(Math.max(0, steps.size() - 4), steps.size()).forEach(replayed::run);

            StreamPool same = pool.migrate(any);
            StreamPool moved = pool.migrate(other);
            for (int s = 0; s < 3; s++) {
                assertEquals(pool.state(streams[s]), same.state(streams[s]));
                assertEquals(row(pool, streams[s]), row(same, streams[s]));
                int copy = same.add();
                same.readRow(copy, row(pool, streams[s]));
                assertEquals(pool.state(streams[s]), same.state(copy));
                // Models without recurrent layers do not differ by their weights.
                boolean carried = pool.state(streams[s]).model()
                                == moved.state(streams[s]).model()
                        && moved.rowLayout().hasStatesOf(pool.rowLayout());
                if (!steps.isEmpty() && !carried && other.newPool().rowBytes() > Long.BYTES) {
                    assertEquals(replayed.state().rows(s), moved.state(streams[s]));
                }
            }
        });
    }

    @Test
    void aReplayIsAStreamThatBeganSoManyStepsAgo() {
        for (Model target : List.of(retrained, larger)) {
            for (int kept : new int[] {1, 2, 4, 5, 9}) {
                StreamPool pool = model.newPool(OnNewModel.replay(kept));
                int[] streams = add(pool, 300);
                run(pool, streams, 0, STEPS);
                int late = pool.add();
                int[] all = pool.streams();
                assertEquals(301, all.length);
                StreamPool moved = pool.migrate(target);
                assertArrayEquals(all, moved.streams());
                StreamPool expected = target.newPool();
                int[] same = add(expected, 300);
                run(expected, same, Math.max(0, STEPS - kept), STEPS);
                int alone = moved.add();
                moved.readRow(alone, row(pool, streams[299]), pool.rowLayout());
                assertEquals(expected.state(same[299]), moved.state(alone));
                assertArrayEquals(next(expected, same), next(moved, streams));
                assertEquals(expected.state(expected.add()), moved.state(late));
            }
        }
    }

    @Test
    void aReplayOfFewerStepsThanAreKept() {
        StreamPool pool = model.newPool(OnNewModel.replay(4));
        int[] streams = add(pool, 2);
        run(pool, streams, 0, STEPS);
        StreamPool expected = larger.newPool();
        int[] same = add(expected, 2);
        run(expected, same, STEPS - 2, STEPS);
        assertArrayEquals(next(expected, same), next(pool.migrate(larger, OnNewModel.replay(2)), streams));
    }

    @Test
    void resetBeginsAnewAndCarryGoesOn() {
        StreamPool pool = model.newPool(OnNewModel.replay(4));
        int[] streams = add(pool, 2);
        run(pool, streams, 0, STEPS);
        StreamPool fresh = larger.newPool();
        assertArrayEquals(next(fresh, add(fresh, 2)), next(pool.migrate(larger, OnNewModel.reset()), streams));

        StreamPool carried = retrained.newPool();
        int[] same = add(carried, 2);
        carried.restore(
                same,
                pool.states(streams).withoutModel().rows(0, 1).withoutModel() == null
                        ? null
                        : renamed(pool.states(streams)));
        assertArrayEquals(next(carried, same), next(pool.migrate(retrained, OnNewModel.carry()), streams));
    }

    /** With the name of the retrained layer. */
    private static State renamed(State state) {
        return new State(state.entries().stream()
                .map(entry -> new State.Entry("lstm_40", entry.index(), entry.value()))
                .toList());
    }

    @Test
    void theSameWeightsGoOnWhateverIsSaid() {
        StreamPool pool = model.newPool();
        int[] streams = add(pool, 2);
        run(pool, streams, 0, STEPS);
        StreamPool moved = pool.migrate(Model.compile(lstm(5, 10)));
        assertArrayEquals(next(pool, streams), next(moved, streams));
    }

    @Test
    void whatIsRefusedChangesNothing() {
        StreamPool pool = model.newPool();
        int stream = pool.add();
        pool.step(new int[] {stream}, step(0, 1), Tensor.zeros(1, 2));
        State before = pool.state(stream);
        StreamPool other = retrained.newPool();
        int foreign = other.add();
        String weights = "the stream was computed with other weights than those of model 'lstm_5_10'; an OnNewModel"
                + " says what becomes of it";
        assertEquals(weights, problem(() -> pool.readRow(stream, row(other, foreign))));
        assertEquals(weights.replace("lstm_5_10", "lstm_5_40"), problem(() -> pool.migrate(retrained)));
        assertEquals(
                "the row was written with the state 0 of layer 'lstm_10' (5,), expected the state 0 of layer 'lstm_40'"
                        + " (7,)",
                problem(() -> pool.migrate(larger, OnNewModel.carry())));
        assertTrue(
                problem(() -> pool.migrate(larger, OnNewModel.replay(3))).startsWith("the stream has kept no inputs"));
        assertEquals(
                "a row of 47 bytes, a row takes 48",
                problem(() -> pool.readRow(stream, row(pool, stream).limit(47))));
        assertEquals(
                "room for 47 bytes, a row takes 48", problem(() -> pool.writeRow(stream, ByteBuffer.allocate(47))));
        assertEquals(before, pool.state(stream));
        assertTrue(problem(() -> pool.writeRow(77, ByteBuffer.allocate(48))).contains("no stream 77"));
    }

    @Test
    void aModelOfOtherInputsTakesStreamsThatBeginAnewOnly() {
        StreamPool pool = model.newPool(OnNewModel.replay(3));
        int[] streams = add(pool, 2);
        run(pool, streams, 0, STEPS);
        Model other = Model.compile(RandomModel.of(1));
        String message = "the row was written with the input 'x' (3,), expected the input 'x' (5,)";
        assertEquals(message, problem(() -> pool.migrate(other)));
        StreamPool moved = other.newPool(OnNewModel.replay(3));
        int stream = moved.add();
        assertEquals(message, problem(() -> moved.readRow(stream, row(pool, 0), pool.rowLayout())));
        assertEquals(
                moved.state(stream), pool.migrate(other, OnNewModel.reset()).state(streams[1]));
    }

    @Test
    void hostileRowsAreRefusedOrTaken() {
        StreamPool pool = model.newPool(OnNewModel.replay(3));
        int stream = pool.add();
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = row(pool, pool.add()).array();
            int at = 8 + random.nextInt(44); // states, and the number of inputs
            bytes[at] = (byte) random.nextInt();
            try {
                pool.readRow(stream, ByteBuffer.wrap(bytes));
                assertArrayEquals(bytes, row(pool, stream).array());
                next(pool, stream);
            } catch (ModelException e) {
                assertTrue(e.getMessage().startsWith("the row is damaged: it has "), e.getMessage());
            }
        }
    }

    @Test
    void damagedLayoutsAreRefused() {
        byte[] bytes = model.newPool(OnNewModel.replay(3)).rowLayout().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            problem(() -> RowLayout.fromBytes(part));
        }
        problem(() -> RowLayout.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)));
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                RowLayout.fromBytes(damaged).rowBytes();
            } catch (ModelException e) {
                assertTrue(e.getMessage().contains("layout of rows"), e.getMessage());
            }
        }
        RowLayout layout = model.newPool().rowLayout();
        assertEquals(layout, RowLayout.fromBytes(layout.toBytes()));
        assertEquals(layout.hashCode(), RowLayout.fromBytes(layout.toBytes()).hashCode());
        assertNotEquals(layout, larger.newPool().rowLayout());
    }

    @Test
    void streamsThatAnotherThreadAddsAreMovedAsAWholeOrNotAtAll() throws InterruptedException {
        StreamPool pool = model.newPool();
        run(pool, add(pool, 1), 0, STEPS);
        State state = pool.state(0);
        AtomicBoolean done = new AtomicBoolean();
        Thread other = new Thread(() -> {
            while (!done.get() && pool.size() < 10_000) {
                pool.add(state);
            }
        });
        other.start();
        try {
            for (int i = 0; i < 100; i++) {
                StreamPool moved;
                try {
                    moved = pool.migrate(model);
                } catch (ModelException e) {
                    assertTrue(e.getMessage().endsWith("is in use by another thread"), e.getMessage());
                    continue;
                }
                int[] streams = moved.streams();
                assertEquals(streams.length, moved.size());
                assertEquals(state, moved.state(streams[streams.length - 1]));
            }
        } finally {
            done.set(true);
            other.join();
        }
    }

    @Test
    void sizesBeyondWhatAnIntHoldsAreRefused() {
        GraphBuilder graph = new GraphBuilder("wide");
        Value x = graph.input("x", Shape.of(-1, -1, 1000));
        graph.output("lstm", graph.add("lstm", "LSTM", Graphs.lstm(1000, 1, false, false, 1), x));
        Model wide = Model.compile(graph.build());
        assertEquals(
                "the inputs of a stream cannot be kept: 1048576 steps of 1000 numbers are more than 1 GiB;"
                        + " OnNewModel.replay takes fewer steps",
                problem(() -> wide.newPool(OnNewModel.replay(1 << 20))));
        assertEquals(
                8 + 4 * 2 + 4 + 4 * 1000 * 1000,
                wide.newPool(OnNewModel.replay(1000)).rowBytes());

        // 16 inputs of 2^30 floats and 2^30 steps: 2^64 floats, which a long takes for none.
        ByteBuffer hostile = ByteBuffer.allocate(4 * (4 + 4 * 16)).order(ByteOrder.LITTLE_ENDIAN);
        hostile.putInt(0x314C5243).putInt(1 << 30).putInt(0).putInt(16);
        for (int i = 0; i < 16; i++) {
            hostile.putInt(0).putInt(0).putInt(1).putInt(1 << 30);
        }
        assertEquals(
                "the bytes of the layout of rows are damaged", problem(() -> RowLayout.fromBytes(hostile.array())));
    }

    @Test
    void aResetForgetsTheInputs() {
        List<Consumer<StreamPool>> ways = List.of(
                pool -> pool.reset(0), pool -> pool.restore(0, pool.state(0).zeros(1)), pool -> {
                    pool.remove(0);
                    pool.add();
                });
        for (Consumer<StreamPool> way : ways) {
            StreamPool pool = model.newPool(OnNewModel.replay(3));
            pool.add();
            run(pool, new int[] {0}, 0, STEPS);
            way.accept(pool);
            int stream = pool.streams()[0];
            StreamPool moved = pool.migrate(retrained);
            assertEquals(moved.state(moved.add()), moved.state(stream));
        }
    }
}
