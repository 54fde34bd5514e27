package io.github.cornu;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Recurrent.Output;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.Random;

/** Small graphs for tests. */
public final class Graphs {
    private Graphs() {}

    public static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() * 0.5f;
        }
        return numbers;
    }

    public static Tensor tensor(long seed, int... lengths) {
        return Tensor.of(numbers(Shape.of(lengths).size(), seed), lengths);
    }

    public static Weight weight(long seed, int... lengths) {
        return Weight.of(tensor(seed, lengths));
    }

    public static Dense dense(int inputs, int outputs, long seed) {
        return new Dense(weight(seed, inputs, outputs), weight(seed + 1, outputs), Activation.LINEAR);
    }

    public static LstmCell lstmCell(int features, int units, long seed) {
        return new LstmCell(
                weight(seed, features, 4 * units),
                weight(seed + 1, units, 4 * units),
                weight(seed + 2, 4 * units),
                Activation.of(Unary.TANH),
                Activation.of(Unary.SIGMOID));
    }

    public static Recurrent lstm(int features, int units, boolean sequences, boolean stateful, long seed) {
        return Recurrent.of(lstmCell(features, units, seed))
                .withOutput(sequences ? Output.SEQUENCE : Output.LAST)
                .withStateful(stateful);
    }

    /** Input (None, features), one dense layer. */
    public static Graph denseModel(int features, int outputs) {
        GraphBuilder graph = new GraphBuilder("dense_model");
        Value x = graph.input("x", Shape.of(-1, features));
        graph.output("dense", graph.add("dense", "Dense", dense(features, outputs, 1), x));
        return graph.build();
    }

    /** Input (None, None, 3), two LSTM layers and a dense one. */
    public static Graph lstmModel(boolean stateful) {
        GraphBuilder graph = new GraphBuilder("lstm_model");
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        Value first = graph.add("lstm", "LSTM", lstm(3, 5, true, stateful, 10), x);
        Value second = graph.add("lstm_1", "LSTM", lstm(5, 4, false, stateful, 20), first);
        graph.output("dense", graph.add("dense", "Dense", dense(4, 2, 30), second));
        return graph.build();
    }
}
