package io.github.cornu.op.element;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.CompileOptions;
import io.github.cornu.Graphs;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.RandomTrials;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tensors are broadcast as the plain loop does it, whatever axes are repeated. */
class CombineTest {
    private static Shape some(Random random, int[] lengths, int skipped) {
        int[] some = new int[lengths.length - skipped];
        for (int i = 0; i < some.length; i++) {
            boolean repeated = i == 0 || random.nextInt(3) == 0;
            some[i] = repeated ? 1 : lengths[i + skipped];
        }
        return Shape.of(some);
    }

    /** The element of a tensor that goes with element i of the whole. */
    private static float element(Tensor tensor, int[] lengths, int i) {
        int skipped = lengths.length - tensor.shape().rank();
        int at = 0;
        int stride = 1;
        int rest = i;
        for (int axis = lengths.length - 1; axis >= skipped; axis--) {
            int length = tensor.shape().length(axis - skipped);
            at += length == 1 ? 0 : rest % lengths[axis] * stride;
            stride *= length;
            rest /= lengths[axis];
        }
        return tensor.data()[at];
    }

    @Test
    void broadcastingIsThatOfThePlainLoop() {
        RandomTrials.run(300, random -> {
            int rank = RandomTrials.between(random, 2, 5);
            int[] lengths = new int[rank];
            for (int i = 0; i < rank; i++) {
                lengths[i] = RandomTrials.between(random, 1, i == rank - 1 ? 70 : 12);
            }
            // All inputs have the same number of samples.
            lengths[0] = 1;
            boolean swapped = random.nextBoolean();
            Tensor whole = Graphs.tensor(random.nextLong(), lengths);
            Shape shape = some(random, lengths, random.nextInt(2) == 0 ? 0 : random.nextInt(rank));
            Tensor part = Graphs.tensor(random.nextLong(), shape.lengths());
            Tensor a = swapped ? part : whole;
            Tensor b = swapped ? whole : part;
            for (Binary f : List.of(Binary.ADD, Binary.SUBTRACT, Binary.MULTIPLY, Binary.DIVIDE)) {
                GraphBuilder graph = new GraphBuilder("model");
                Value x = graph.input("a", a.shape());
                Value y = graph.input("b", b.shape());
                graph.output("y", graph.add("combine", "Combine", new Combine(f), x, y));
                for (KernelChoice kernels : List.of(KernelChoice.SCALAR, KernelChoice.VECTOR)) {
                    Tensor result = Model.compile(
                                    graph.build(), CompileOptions.defaults().withKernels(kernels))
                            .newSession()
                            .run(List.of(a, b))
                            .get(0);
                    for (int i = 0; i < result.data().length; i++) {
                        float p = element(a, lengths, i);
                        float q = element(b, lengths, i);
                        float expected = switch (f) {
                            case ADD -> p + q;
                            case SUBTRACT -> p - q;
                            case MULTIPLY -> p * q;
                            default -> p / q;
                        };
                        assertEquals(expected, result.data()[i], f + " at " + i);
                    }
                }
            }
        });
    }
}
