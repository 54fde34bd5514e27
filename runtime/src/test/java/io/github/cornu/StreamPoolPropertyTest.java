package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.graph.Graph;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Streams in a pool give the bits that each gives alone, whatever is done between the steps; on both kernels. */
class StreamPoolPropertyTest {
    private static final int TRIES = 200;
    private static final int ROUNDS = 25;
    private static final int FEATURES = 5;
    private static final float UNTOUCHED = -77f;

    /** A stream in both pools, and a session that does the same alone. */
    private record Stream(int simd, int scalar, Session alone) {}

    private final List<Stream> streams = new ArrayList<>();
    private final List<State> saved = new ArrayList<>();
    private Random random;
    private Model model;
    private StreamPool simd;
    private StreamPool scalar;
    private PoolWorker simdWorker;
    private PoolWorker scalarWorker;

    @Test
    void poolsGiveTheBitsOfSingleStreams() {
        RandomTrials.run(TRIES, numbers -> {
            random = numbers;
            Graph graph = RandomModel.inJava(random.nextLong());
            model = Model.compile(graph);
            simd = model.newPool();
            scalar = Model.compile(graph, CompileOptions.defaults().withKernels(KernelChoice.SCALAR))
                    .newPool();
            simdWorker = simd.newWorker();
            scalarWorker = scalar.newWorker();
            streams.clear();
            saved.clear();
            for (int round = 0; round < ROUNDS; round++) {
                change();
                step();
                assertEquals(streams.size(), simd.size());
            }
        });
    }

    private void change() {
        int count = 1 + random.nextInt(4);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                for (int i = 0; i < 2 * count; i++) {
                    streams.add(new Stream(simd.add(), scalar.add(), model.newSession().stream()));
                }
            }
            case 2 -> {
                for (int i = 0; i < count && !streams.isEmpty(); i++) {
                    Stream removed = streams.remove(random.nextInt(streams.size()));
                    simd.remove(removed.simd());
                    scalar.remove(removed.scalar());
                }
            }
            case 3 ->
                subset(count).forEach(stream -> {
                    simd.reset(stream.simd());
                    scalar.reset(stream.scalar());
                    stream.alone().reset();
                });
            case 4 ->
                subset(count).forEach(stream -> {
                    State state = simd.state(stream.simd());
                    assertEquals(state, scalar.state(stream.scalar()));
                    saved.add(State.fromBytes(state.toBytes()));
                });
            default -> {
                for (State state : saved) {
                    goOnFrom(state);
                }
                saved.clear();
            }
        }
    }

    private void goOnFrom(State state) {
        if (streams.isEmpty() || random.nextBoolean()) {
            streams.add(new Stream(simd.add(state), scalar.add(state), model.newSession().stream()));
        } else {
            Collections.swap(streams, random.nextInt(streams.size()), streams.size() - 1);
        }
        Stream stream = streams.get(streams.size() - 1);
        simd.restore(stream.simd(), state);
        scalar.restore(stream.scalar(), state);
        stream.alone().restore(state);
    }

    private List<Stream> subset(int most) {
        List<Stream> chosen = new ArrayList<>(streams);
        Collections.shuffle(chosen, random);
        return chosen.subList(0, Math.min(most, chosen.size()));
    }

    private void step() {
        List<Stream> chosen = subset(1 + random.nextInt(40));
        if (chosen.isEmpty()) {
            return;
        }
        int n = chosen.size();
        Tensor x = Graphs.tensor(random.nextLong(), n, 1, FEATURES);
        List<Tensor> expected = new ArrayList<>();
        int room = 1;
        for (int r = 0; r < n; r++) {
            if (random.nextInt(4) == 0) {
                Arrays.fill(x.data(), r * FEATURES, (r + 1) * FEATURES, 0f);
            }
            Tensor row = Tensor.of(Arrays.copyOfRange(x.data(), r * FEATURES, (r + 1) * FEATURES), 1, 1, FEATURES);
            Tensor y = chosen.get(r).alone().run(row);
            expected.add(y);
            room = Math.max(room, y.shape().length(1));
        }
        Shape result = expected.get(0).shape().with(0, n);
        Shape shape = result.rank() == 3 ? result.with(1, room) : result;
        check(simdWorker, chosen.stream().mapToInt(Stream::simd).toArray(), x, shape, chosen, expected);
        check(scalarWorker, chosen.stream().mapToInt(Stream::scalar).toArray(), x, shape, chosen, expected);
        chosen.forEach(stream -> assertEquals(stream.alone().state(), simd.state(stream.simd())));
    }

    private static void check(
            PoolWorker worker, int[] handles, Tensor x, Shape shape, List<Stream> chosen, List<Tensor> expected) {
        Tensor y = Tensor.zeros(shape);
        Arrays.fill(y.data(), UNTOUCHED);
        worker.step(handles, x, y);
        int size = shape.size(1, shape.rank());
        for (int r = 0; r < handles.length; r++) {
            assertEquals(chosen.get(r).alone().steps(0), worker.steps(0, r));
            float[] row = new float[size];
            Arrays.fill(row, UNTOUCHED);
            float[] alone = expected.get(r).data();
            System.arraycopy(alone, 0, row, 0, alone.length);
            assertArrayEquals(row, Arrays.copyOfRange(y.data(), r * size, (r + 1) * size));
        }
    }
}
