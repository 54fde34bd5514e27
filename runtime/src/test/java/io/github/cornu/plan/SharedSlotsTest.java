package io.github.cornu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.CompileOptions;
import io.github.cornu.Graphs;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.RandomTrials;
import io.github.cornu.Session;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Op;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Values whose lives overlap share no memory: random graphs give what they give where every value is an output, so that
 * all of them live to the end.
 */
class SharedSlotsTest {
    private static final int FEATURES = 6;

    private final GraphBuilder builder = new GraphBuilder("model");
    /** Of the shape (batch, features), and what views show of them. */
    private final List<Value> values = new ArrayList<>();

    private int layers;

    private Value add(Op op, Value... inputs) {
        return builder.add("layer" + layers++, "Layer", op, inputs);
    }

    private Value any(Random random) {
        // Mostly the last ones, so that earlier ones are not needed any more.
        int back = random.nextInt(4) == 0 ? random.nextInt(values.size()) : random.nextInt(Math.min(3, values.size()));
        return values.get(values.size() - 1 - back);
    }

    private Value next(Random random) {
        Value a = any(random);
        Value b = any(random);
        return switch (random.nextInt(7)) {
            case 0 -> add(new CombineScalar(Binary.ADD, random.nextFloat()), a);
            case 1 -> add(new Combine(Binary.ADD), a, b);
            case 2 -> add(new Combine(Binary.SUBTRACT), a, b);
            case 3 -> add(Graphs.dense(2 * FEATURES, FEATURES, random.nextLong()), add(new Concatenate(1), a, b));
            case 4 -> view(a, b);
            case 5 ->
                add(new Combine(Binary.MULTIPLY), a, add(new Constant(Graphs.weight(random.nextLong(), 1, FEATURES))));
            default -> dense(a, random);
        };
    }

    /** A sum of two values that is computed in another shape. */
    private Value view(Value a, Value b) {
        Value p = add(Reshape.ofSamples(Shape.of(2, FEATURES / 2)), a);
        Value q = add(Reshape.ofSamples(Shape.of(2, FEATURES / 2)), b);
        return add(Reshape.ofSamples(Shape.of(FEATURES)), add(new Combine(Binary.ADD), p, q));
    }

    private Value dense(Value x, Random random) {
        int wide = RandomTrials.between(random, 1, 3 * FEATURES);
        Dense first = Graphs.dense(FEATURES, wide, random.nextLong());
        return add(Graphs.dense(wide, FEATURES, random.nextLong()), add(first, x));
    }

    private Graph graph(Random random) {
        values.add(builder.input("x", Shape.of(-1, FEATURES)));
        values.add(builder.input("z", Shape.of(-1, FEATURES)));
        int count = RandomTrials.between(random, 1, 25);
        for (int i = 0; i < count; i++) {
            values.add(next(random));
        }
        builder.output("last", values.get(values.size() - 1));
        builder.output("any", any(random));
        return builder.build();
    }

    @Test
    void valuesThatLiveAtTheSameTimeShareNoMemory() {
        RandomTrials.run(200, random -> {
            Graph graph = new SharedSlotsTest().graph(random);
            Session shared = Model.compile(
                            graph,
                            CompileOptions.defaults()
                                    .withKernels(KernelChoice.SCALAR)
                                    .withKeepLayers(false))
                    .newSession();
            Session apart = Model.compile(
                            graph,
                            CompileOptions.defaults()
                                    .withKernels(KernelChoice.SCALAR)
                                    .withKeepLayers(true))
                    .newSession();
            for (int batch : new int[] {2, 5, 1, 2}) {
                Tensor x = Graphs.tensor(random.nextLong(), batch, FEATURES);
                Tensor z = Graphs.tensor(random.nextLong(), batch, FEATURES);
                List<Tensor> expected = apart.run(List.of(x, z)).subList(0, 2);
                assertEquals(expected, shared.run(List.of(x, z)));
            }
        });
    }
}
