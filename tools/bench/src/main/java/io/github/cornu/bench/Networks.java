package io.github.cornu.bench;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.List;
import java.util.Random;

/** Models with random weights. */
final class Networks {
    private Networks() {}

    /** One stateful LSTM layer that returns its last output; input (None, None, features). */
    static Model lstm(int features, int units) {
        return lstm(features, units, WeightFormat.F32);
    }

    /** The same with its matrices in that form. */
    static Model lstm(int features, int units, WeightFormat format) {
        LstmCell cell = new LstmCell(
                weight(features, 4 * units),
                weight(units, 4 * units),
                weight(4 * units),
                Activation.of(Unary.TANH),
                Activation.of(Unary.SIGMOID));
        GraphBuilder graph = new GraphBuilder("lstm");
        Value x = graph.input("x", Shape.of(Shape.FREE, Shape.FREE, features));
        Recurrent op = Recurrent.of(cell).withStateful(true);
        Value y = graph.add("lstm", "LSTM", op, x);
        graph.output("lstm", y);
        graph.layer(new LayerInfo(
                "lstm", "LSTM", List.of(0), 0, 0, List.of(), List.of(y.id()), List.of(Shape.of(Shape.FREE, units))));
        return Model.compile(graph.build(), CompileOptions.defaults().withWeights(format));
    }

    static Tensor random(int... lengths) {
        Random random = new Random(1);
        Tensor tensor = Tensor.zeros(lengths);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian() * 0.2f;
        }
        return tensor;
    }

    private static Weight weight(int... lengths) {
        return Weight.of(random(lengths));
    }
}
