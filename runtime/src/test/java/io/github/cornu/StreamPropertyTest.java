package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However a sequence is cut and batched, the bits are the same; for random models on both kernels. */
class StreamPropertyTest {
    private static final int TRIES = 300;
    private static final int FEATURES = 5;

    /** Some steps are zeros, which is what the models with masks leave out. */
    private static Tensor sequence(Random random, int batch, int steps) {
        Tensor x = Graphs.tensor(random.nextLong(), batch, steps, FEATURES);
        for (int step = 0; step < batch * steps; step++) {
            if (random.nextInt(4) == 0) {
                java.util.Arrays.fill(x.data(), step * FEATURES, (step + 1) * FEATURES, 0f);
            }
        }
        return x;
    }

    private static Tensor part(Tensor x, int row, int rows, int from, int to) {
        int steps = x.shape().length(1);
        Tensor part = Tensor.zeros(rows, to - from, FEATURES);
        for (int r = 0; r < rows; r++) {
            int start = ((row + r) * steps + from) * FEATURES;
            int size = (to - from) * FEATURES;
            System.arraycopy(x.data(), start, part.data(), r * size, size);
        }
        return part;
    }

    /** All outputs of one sample that came out of a stream cut at these steps; of a last step only the final one. */
    private static float[] streamed(Session session, Tensor x, int row, List<Integer> cuts) {
        List<Float> all = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            Tensor y = session.run(part(x, 0, x.shape().length(0), from, to));
            int size = y.data().length / x.shape().length(0);
            if (y.shape().rank() == 2) {
                all.clear();
            }
            for (int i = 0; i < size; i++) {
                all.add(y.data()[row * size + i]);
            }
            from = to;
        }
        float[] values = new float[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.get(i);
        }
        return values;
    }

    private static List<Integer> cuts(Random random, int steps) {
        List<Integer> cuts = new ArrayList<>();
        for (int t = 1; t < steps; t++) {
            if (random.nextInt(3) == 0) {
                cuts.add(t);
            }
        }
        cuts.add(steps);
        return cuts;
    }

    private static List<Integer> everyStep(int steps) {
        List<Integer> cuts = new ArrayList<>();
        for (int t = 1; t <= steps; t++) {
            cuts.add(t);
        }
        return cuts;
    }

    @Test
    void chunksStepsBatchesAndKernelsGiveTheSameBits() {
        RandomTrials.run(TRIES, random -> {
            long seed = random.nextLong();
            int batch = RandomTrials.between(random, 1, 4);
            Model model = Model.compile(RandomModel.inJava(seed), CompileOptions.defaults());
            Model scalar = Model.compile(
                    RandomModel.inJava(seed), CompileOptions.defaults().withKernels(KernelChoice.SCALAR));
            int steps = 1 + random.nextInt(12);
            Tensor x = sequence(random, batch, steps);
            List<Integer> whole = List.of(steps);
            int row = random.nextInt(batch);
            Tensor single = part(x, row, 1, 0, steps);
            float[] expected = streamed(model.newSession().stream(), x, row, whole);
            float[] byChunks = streamed(model.newSession().stream(), x, row, cuts(random, steps));
            assertArrayEquals(expected, byChunks);
            assertArrayEquals(expected, streamed(model.newSession().stream(), x, row, everyStep(steps)));
            assertArrayEquals(expected, streamed(model.newSession().stream(), single, 0, cuts(random, steps)));
            assertArrayEquals(expected, streamed(scalar.newSession().stream(), x, row, cuts(random, steps)));
        });
    }

    /** Null where strides have made the sequence shorter than a later window. */
    private static Tensor whole(Model model, Tensor x) {
        try {
            return model.newSession().run(x);
        } catch (ModelException e) {
            assertTrue(e.getMessage().contains("does not fit into the length"), e.getMessage());
            return null;
        }
    }

    @Test
    void aStreamGivesWhatOneCallGives() {
        RandomTrials.run(TRIES, random -> {
            long seed = random.nextLong();
            Model model = Model.compile(RandomModel.inJava(seed));
            Tensor x = Graphs.tensor(random.nextLong(), 1, 40, FEATURES);
            Tensor expected = whole(model, x);
            if (expected != null) {
                assertArrayEquals(expected.data(), streamed(model.newSession().stream(), x, 0, cuts(random, 40)));
            }
        });
    }

    @Test
    void aForkAndARestoredStateGoOnAlike() {
        RandomTrials.run(TRIES, random -> {
            long seed = random.nextLong();
            int batch = RandomTrials.between(random, 1, 3);
            Model model = Model.compile(RandomModel.inJava(seed));
            Session session = model.newSession().stream();
            session.run(sequence(random, batch, 1 + random.nextInt(9)));
            Session fork = session.fork();
            Session restored = model.newSession().stream();
            restored.restore(State.fromBytes(session.state().toBytes()));
            Tensor next = sequence(random, batch, 1 + random.nextInt(9));
            Tensor expected = session.run(next);
            assertEquals(expected, fork.run(next));
            assertEquals(expected, restored.run(next));
            assertEquals(session.state(), restored.state());
            assertEquals(
                    Shape.of(batch),
                    Shape.of(
                            session.state().entries().isEmpty()
                                    ? batch
                                    : session.state().rows()));
        });
    }
}
