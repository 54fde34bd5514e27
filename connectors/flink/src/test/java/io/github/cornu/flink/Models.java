package io.github.cornu.flink;

import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.ModelRef;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Op;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small models in files. */
final class Models {
    private Models() {}

    /** Three numbers in, an LSTM, one number out. */
    static ModelRef lstm(Path folder, int units, long seed) {
        GraphBuilder graph = new GraphBuilder("risk");
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        Value h = graph.add("lstm", "LSTM", Recurrent.of(cell(3, units, seed)), x);
        graph.output("dense", graph.add("dense", "Dense", dense(units, seed), h));
        return write(folder.resolve("lstm_" + units + "_" + seed + ".cornu"), graph);
    }

    /** An index below 10 in; other numbers fail. */
    static ModelRef embedding(Path folder) {
        GraphBuilder graph = new GraphBuilder("embedding");
        Value x = graph.input("x", Shape.of(-1, -1));
        Value y = graph.add("embedding", "Embedding", new Gather(weight(1, 10, 4)), x);
        Value h = graph.add("lstm", "LSTM", Recurrent.of(cell(4, 5, 3)), y);
        graph.output("dense", graph.add("dense", "Dense", dense(5, 4), h));
        return write(folder.resolve("embedding.cornu"), graph);
    }

    /** Three numbers in, an output for each operation on the steps. */
    static ModelRef operations(Path folder, String name, Op... operations) {
        GraphBuilder graph = new GraphBuilder(name);
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        for (Op operation : operations) {
            graph.output(
                    operation.getClass().getSimpleName(),
                    graph.add(operation.getClass().getSimpleName(), "Layer", operation, x));
        }
        return write(folder.resolve(name + ".cornu"), graph);
    }

    /** The mean of two steps, after each second one. */
    static Op meanOfTwo() {
        return mean(2);
    }

    /** The mean of so many steps, each in one of them. */
    static Op mean(int steps) {
        return new Pool(Pool.Kind.AVERAGE, Windows.dense(List.of(steps), List.of(steps), Padding.VALID));
    }

    private static ModelRef write(Path file, GraphBuilder graph) {
        CornuFile.write(file, graph.build(), ConvertOptions.defaults());
        return ModelRef.of(file);
    }

    private static LstmCell cell(int features, int units, long seed) {
        return new LstmCell(
                weight(seed, features, 4 * units),
                weight(seed + 1, units, 4 * units),
                weight(seed + 2, 4 * units),
                Activation.of(Unary.TANH),
                Activation.of(Unary.SIGMOID));
    }

    private static Dense dense(int units, long seed) {
        return new Dense(weight(seed + 3, units, 1), weight(seed + 4, 1), Activation.LINEAR);
    }

    private static Weight weight(long seed, int... lengths) {
        Random random = new Random(seed);
        Tensor tensor = Tensor.zeros(lengths);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian() * 0.5f;
        }
        return Weight.of(tensor);
    }

    /** What a machine's readings give alone, from one on to before another. */
    static List<Float> alone(ModelRef ref, int machine, int from, int to) {
        Model model = ref.load();
        Session session = model.newSession().stream();
        List<Float> risks = new ArrayList<>();
        for (int number = from; number < to; number++) {
            Event event = Event.of(machine, number);
            Tensor x = Tensor.of(new float[] {event.a, event.b, event.c}, 1, 1, 3);
            risks.add(session.run(x).data()[0]);
        }
        return risks;
    }
}
