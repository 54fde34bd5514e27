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
        GraphBuilder graph = new GraphBuilder("attention");
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.add(graph.input("in" + i, inputs.get(i).shape().with(0, Shape.FREE)));
        }
        Attention op = new Attention(1, Weight.of(new float[] {0.7f}), visibility);
        List<Value> results = graph.addAll(new Origin("attention", "Attention"), op, values);
        graph.output("y", results.get(0));
        graph.output("shares", results.get(1));
        return Model.compile(graph.build(), CompileOptions.defaults().withKernels(kernels));
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
            boolean past = !visibility.causal() || s <= t;
            boolean near = visibility.window() == 0 || Math.abs(s - t) < visibility.window();
            boolean seen = past && near && (inputs.size() < 4 || isSet(inputs.get(3), b, h, t, s));
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
