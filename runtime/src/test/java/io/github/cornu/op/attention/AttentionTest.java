package io.github.cornu.op.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.CompileOptions;
import io.github.cornu.Graphs;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Origin;
import io.github.cornu.graph.Value;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention against its definition in double, and its bits on both kernels and in batches of any size. */
class AttentionTest {
    private static final int CASES = 60;

    /** The sizes of a case; queries go beyond a block. */
    private record Sizes(int batch, int queries, int keys, int groups, int heads, int depth, int width) {
        static Sizes random(Random random) {
            int groups = 1 + random.nextInt(3);
            return new Sizes(
                    1 + random.nextInt(3),
                    1 + random.nextInt(random.nextInt(4) == 0 ? 140 : 9),
                    1 + random.nextInt(random.nextInt(3) == 0 ? 70 : 9),
                    groups,
                    groups * (1 + random.nextInt(3)),
                    1 + random.nextInt(20),
                    1 + random.nextInt(20));
        }

        /** Beyond several blocks of queries and keys, and perhaps several panels of values. */
        static Sizes large(Random random) {
            int groups = 1 + random.nextInt(2);
            return new Sizes(
                    1 + random.nextInt(2),
                    1 + random.nextInt(210),
                    1 + random.nextInt(210),
                    groups,
                    groups * (1 + random.nextInt(2)),
                    1 + random.nextInt(20),
                    1 + random.nextInt(random.nextInt(3) == 0 ? 150 : 20));
        }
    }

    private final Random random = new Random(1);

    @Test
    void equalsItsDefinition() {
        for (int i = 0; i < CASES; i++) {
            Sizes n = Sizes.random(random);
            Visibility visibility = new Visibility(
                    random.nextBoolean(),
                    random.nextInt(2) * (1 + random.nextInt(5)),
                    random.nextBoolean() ? Visibility.FullyMasked.ZERO : Visibility.FullyMasked.UNIFORM);
            Tensor q = Graphs.tensor(i, n.batch, n.queries, n.heads, n.depth);
            Tensor k = Graphs.tensor(i + 1, n.batch, n.keys, n.groups, n.depth);
            Tensor v = Graphs.tensor(i + 2, n.batch, n.keys, n.groups, n.width);
            Tensor mask = random.nextBoolean() ? null : mask(n);
            List<Tensor> inputs = new ArrayList<>(List.of(q, k, v));
            if (mask != null) {
                inputs.add(mask);
            }
            Model scalar = model(inputs, visibility, KernelChoice.SCALAR);
            List<Tensor> results = scalar.newSession().run(inputs);
            assertDefinition(n, inputs, visibility, results);
            Model vector = model(inputs, visibility, KernelChoice.VECTOR);
            assertEquals(results, vector.newSession().run(inputs));
            assertAlone(inputs, results, vector);
        }
    }

    /** Blocks leave out keys by their positions; a mask over all keys that says the same must give the same bits. */
    @Test
    void positionsAreWhatAMaskOfAllKeysSays() {
        for (int i = 0; i < CASES; i++) {
            Sizes n = Sizes.large(random);
            Visibility visibility = new Visibility(
                    random.nextBoolean(),
                    random.nextInt(2) * (1 + random.nextInt(100)),
                    random.nextBoolean() ? Visibility.FullyMasked.ZERO : Visibility.FullyMasked.UNIFORM);
            Tensor mask = random.nextBoolean() ? null : mask(n);
            List<Tensor> inputs = inputs(i, n);
            List<Tensor> whole = new ArrayList<>(inputs);
            whole.add(positions(n, visibility, mask));
            if (mask != null) {
                inputs.add(mask);
            }
            Visibility all = new Visibility(false, 0, visibility.fullyMasked());
            KernelChoice kernels = i % 8 == 0 ? KernelChoice.SCALAR : KernelChoice.VECTOR;
            List<Tensor> results = model(whole, all, kernels).newSession().run(whole);
            assertEquals(
                    results, model(inputs, visibility, kernels).newSession().run(inputs));
            assertEquals(
                    results,
                    model(
                                    inputs,
                                    visibility,
                                    CompileOptions.defaults()
                                            .withKernels(kernels)
                                            .withThreads(2))
                            .newSession()
                            .run(inputs));
        }
    }

    private static List<Tensor> inputs(int seed, Sizes n) {
        return new ArrayList<>(List.of(
                Graphs.tensor(seed, n.batch, n.queries, n.heads, n.depth),
                Graphs.tensor(seed + 1, n.batch, n.keys, n.groups, n.depth),
                Graphs.tensor(seed + 2, n.batch, n.keys, n.groups, n.width)));
    }

    private static Tensor positions(Sizes n, Visibility visibility, Tensor mask) {
        Tensor seen = Tensor.zeros(n.batch, n.heads, n.queries, n.keys);
        for (int i = 0; i < seen.data().length; i++) {
            int s = i % n.keys;
            int t = i / n.keys % n.queries;
            int h = i / n.keys / n.queries % n.heads;
            int b = i / n.keys / n.queries / n.heads;
            boolean sees = sees(visibility, t, s) && (mask == null || isSet(mask, b, h, t, s));
            seen.data()[i] = sees ? 1f : 0f;
        }
        return seen;
    }

    /** The bits of a query do not depend on the others of its block. */
    @Test
    void aQueryAloneHasTheSameBits() {
        Sizes n = new Sizes(1, 131, 90, 2, 4, 16, 70);
        List<Tensor> inputs = inputs(7, n);
        List<Tensor> results =
                model(inputs, Visibility.ALL, KernelChoice.VECTOR).newSession().run(inputs);
        int row = n.heads * n.depth;
        for (int t = 0; t < n.queries; t++) {
            float[] query = Arrays.copyOfRange(inputs.get(0).data(), t * row, (t + 1) * row);
            List<Tensor> alone = List.of(Tensor.of(query, 1, 1, n.heads, n.depth), inputs.get(1), inputs.get(2));
            Tensor y = model(alone, Visibility.ALL, KernelChoice.VECTOR)
                    .newSession()
                    .run(alone)
                    .get(0);
            int length = n.heads * n.width;
            assertArrayEquals(
                    Arrays.copyOfRange(results.get(0).data(), t * length, (t + 1) * length), y.data(), "query " + t);
        }
    }

    @Test
    void twoMasksAreTheirConjunction() {
        for (int i = 0; i < CASES; i++) {
            Sizes n = Sizes.random(random);
            Tensor a = mask(n);
            Tensor b = mask(n);
            Visibility visibility = new Visibility(i % 2 == 0, 0, Visibility.FullyMasked.UNIFORM);
            List<Tensor> inputs = inputs(i, n);
            List<Tensor> joined = new ArrayList<>(inputs);
            inputs.addAll(List.of(a, b));
            Tensor both = positions(n, Visibility.ALL, a);
            Tensor second = positions(n, Visibility.ALL, b);
            for (int e = 0; e < both.data().length; e++) {
                both.data()[e] *= second.data()[e];
            }
            joined.add(both);
            assertEquals(
                    model(joined, visibility, KernelChoice.SCALAR).newSession().run(joined),
                    model(inputs, visibility, KernelChoice.SCALAR).newSession().run(inputs));
        }
    }

    private Tensor mask(Sizes n) {
        int[] full = {n.batch, n.heads, n.queries, n.keys};
        int[] lengths = full.clone();
        for (int axis = 1; axis < lengths.length; axis++) {
            lengths[axis] = random.nextBoolean() ? full[axis] : 1;
        }
        Tensor mask = Tensor.zeros(lengths);
        for (int i = 0; i < mask.data().length; i++) {
            mask.data()[i] = random.nextInt(3) == 0 ? 0f : 1f;
        }
        return mask;
    }

    private static Model model(List<Tensor> inputs, Visibility visibility, KernelChoice kernels) {
        return model(inputs, visibility, CompileOptions.defaults().withKernels(kernels));
    }

    private static Model model(List<Tensor> inputs, Visibility visibility, CompileOptions options) {
        GraphBuilder graph = new GraphBuilder("attention");
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.add(graph.input("in" + i, inputs.get(i).shape().with(0, Shape.FREE)));
        }
        Attention op = new Attention(1, Weight.of(new float[] {0.7f}), visibility);
        List<Value> results = graph.addAll(new Origin("attention", "Attention"), op, values);
        graph.output("y", results.get(0));
        graph.output("shares", results.get(1));
        return Model.compile(graph.build(), options);
    }

    private static void assertDefinition(Sizes n, List<Tensor> inputs, Visibility visibility, List<Tensor> results) {
        int share = n.heads / n.groups;
        for (int b = 0; b < n.batch; b++) {
            for (int h = 0; h < n.heads; h++) {
                for (int t = 0; t < n.queries; t++) {
                    double[] shares = shares(n, inputs, visibility, b, h, t);
                    for (int j = 0; j < n.width; j++) {
                        double sum = 0;
                        for (int s = 0; s < n.keys; s++) {
                            sum += shares[s] * inputs.get(2).get(b, s, h / share, j);
                        }
                        assertEquals(sum, results.get(0).get(b, t, h, j), 1e-5);
                    }
                    for (int s = 0; s < n.keys; s++) {
                        assertEquals(shares[s], results.get(1).get(b, h, t, s), 1e-5);
                    }
                }
            }
        }
    }

    private static double[] shares(Sizes n, List<Tensor> inputs, Visibility visibility, int b, int h, int t) {
        double[] shares = new double[n.keys];
        double total = 0;
        boolean blind = true;
        for (int s = 0; s < n.keys; s++) {
            boolean seen = sees(visibility, t, s) && (inputs.size() < 4 || isSet(inputs.get(3), b, h, t, s));
            double score = 0;
            for (int j = 0; j < n.depth; j++) {
                int group = h / (n.heads / n.groups);
                score += (double) inputs.get(0).get(b, t, h, j) * inputs.get(1).get(b, s, group, j);
            }
            shares[s] = seen ? Math.exp(0.7f * score) : 0;
            total += shares[s];
            blind &= !seen;
        }
        for (int s = 0; s < n.keys; s++) {
            boolean uniform = visibility.fullyMasked() == Visibility.FullyMasked.UNIFORM;
            shares[s] = !blind ? shares[s] / total : uniform ? 1.0 / n.keys : 0;
        }
        return shares;
    }

    private static boolean sees(Visibility visibility, int t, int s) {
        boolean past = !visibility.causal() || s <= t;
        return past && (visibility.window() == 0 || Math.abs(s - t) < visibility.window());
    }

    private static boolean isSet(Tensor mask, int... index) {
        for (int axis = 0; axis < index.length; axis++) {
            index[axis] = mask.shape().length(axis) == 1 ? 0 : index[axis];
        }
        return mask.get(index) != 0f;
    }

    /** The first sample has the same bits without the others. */
    private static void assertAlone(List<Tensor> inputs, List<Tensor> results, Model model) {
        List<Tensor> alone =
                model.newSession().run(inputs.stream().map(AttentionTest::first).toList());
        for (int i = 0; i < results.size(); i++) {
            assertArrayEquals(first(results.get(i)).data(), alone.get(i).data());
        }
    }

    private static Tensor first(Tensor batch) {
        Shape one = batch.shape().with(0, 1);
        return Tensor.of(Arrays.copyOf(batch.data(), one.size()), one);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void refusesInputsThatDoNotFit(int which) {
        List<Tensor> inputs =
                new ArrayList<>(List.of(Tensor.zeros(2, 3, 4, 5), Tensor.zeros(2, 6, 2, 5), Tensor.zeros(2, 6, 2, 7)));
        inputs.set(which, Tensor.zeros(2, 9, 3, 8));
        ModelException e = assertThrows(ModelException.class, () -> model(inputs, Visibility.ALL, KernelChoice.SCALAR));
        assertTrue(e.getMessage().contains("do not fit"), e.getMessage());
    }

    @Test
    void refusesAMaskThatDoesNotFit() {
        List<Tensor> inputs = List.of(
                Tensor.zeros(2, 3, 4, 5), Tensor.zeros(2, 6, 4, 5), Tensor.zeros(2, 6, 4, 7), Tensor.zeros(2, 1, 6, 3));
        ModelException e = assertThrows(ModelException.class, () -> model(inputs, Visibility.ALL, KernelChoice.SCALAR));
        assertTrue(e.getMessage().contains("a mask of shape"), e.getMessage());
    }
}
