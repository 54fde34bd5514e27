package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many samples in batches give what they give in one call. */
class ModelPredictTest {
    private final Model model = Model.compile(Graphs.lstmModel(true));

    /** Two inputs, two outputs. */
    private static Model twoByTwo() {
        GraphBuilder graph = new GraphBuilder("model");
        Value left = graph.input("left", Shape.of(-1, 3));
        Value right = graph.input("right", Shape.of(-1, -1, 4));
        graph.output("a", graph.add("a", "Dense", Graphs.dense(3, 2, 1), left));
        graph.output("b", graph.add("b", "LSTM", Graphs.lstm(4, 3, true, false, 2), right));
        return Model.compile(graph.build());
    }

    @Test
    void anyBatchSizeGivesTheBitsOfOneCall() {
        for (int samples : new int[] {0, 1, 2, 7, 12}) {
            Tensor x = Graphs.tensor(samples, samples, 5, 3);
            Tensor expected = model.run(x);
            for (int size = 1; size < 15; size++) {
                assertEquals(expected, model.predict(x, size), samples + " samples by " + size);
            }
        }
    }

    @Test
    void allInputsAndOutputsAreInOrder() {
        Model two = twoByTwo();
        List<Tensor> inputs = List.of(Graphs.tensor(1, 11, 3), Graphs.tensor(2, 11, 6, 4));
        assertEquals(two.run(inputs), two.predict(inputs, 4));
    }

    @Test
    void progressIsTold() {
        List<Integer> done = new ArrayList<>();
        model.predict(Graphs.tensor(1, 10, 2, 3), 4, done::add);
        assertEquals(List.of(4, 8, 10), done);
        done.clear();
        model.predict(List.of(Graphs.tensor(1, 8, 2, 3)), 4, done::add);
        assertEquals(List.of(4, 8), done);
        done.clear();
        model.predict(Graphs.tensor(1, 3, 2, 3), 4, done::add);
        assertEquals(List.of(3), done);
    }

    @Test
    void aListenerMayEndTheWork() {
        List<Integer> done = new ArrayList<>();
        Exception stopped = assertThrows(
                IllegalStateException.class,
                () -> model.predict(Graphs.tensor(1, 10, 2, 3), 4, samples -> {
                    done.add(samples);
                    throw new IllegalStateException("enough");
                }));
        assertEquals("enough", stopped.getMessage());
        assertEquals(List.of(4), done);
        Tensor x = Graphs.tensor(1, 10, 2, 3);
        assertEquals(model.run(x), model.predict(x, 4));
    }

    @Test
    void wrongShapesAreRefusedBeforeAnythingRuns() {
        int[] calls = {0};
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, 3));
        JavaFunction function = JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> calls[0]++);
        graph.output("y", graph.add("function", "Lambda", function, x));
        Model counting = Model.compile(graph.build());
        assertEquals(
                "input 'x': expected the shape (None, 3), got (10, 4)",
                assertThrows(ModelException.class, () -> counting.predict(Tensor.zeros(10, 4), 4))
                        .getMessage());
        assertEquals(
                "the batch size must be positive, got 0",
                assertThrows(IllegalArgumentException.class, () -> counting.predict(Tensor.zeros(10, 3), 0))
                        .getMessage());
        assertEquals(0, calls[0]);
        assertEquals(
                "the model has 2 inputs and 2 outputs: give all inputs, in order or by name",
                assertThrows(ModelException.class, () -> twoByTwo().predict(Tensor.zeros(10, 3), 4))
                        .getMessage());
        assertEquals(
                "input 'right' has 9 samples, input 'left' has 10",
                assertThrows(
                                ModelException.class,
                                () -> twoByTwo().predict(List.of(Tensor.zeros(10, 3), Tensor.zeros(9, 2, 4)), 4))
                        .getMessage());
    }

    /** An output without a batch cannot be put together from those of batches. */
    @Test
    void outputsThatAreNotOfTheSamplesAreRefused() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, 3));
        graph.output("y", graph.add("dense", "Dense", Graphs.dense(3, 2, 1), x));
        graph.output("constant", graph.add("c", "Constant", new Constant(Graphs.weight(1, 1, 2))));
        Model constant = Model.compile(graph.build());
        List<Tensor> inputs = List.of(Graphs.tensor(1, 4, 3));
        assertEquals(
                "output 'constant' of 3 samples has the shape (1, 2): run all samples in one call",
                assertThrows(ModelException.class, () -> constant.predict(inputs, 3))
                        .getMessage());
        assertEquals(constant.run(inputs), constant.predict(inputs, 4));
    }

    @Test
    void threadsPredictAtOnce() {
        Tensor x = Graphs.tensor(3, 50, 4, 3);
        Tensor expected = model.run(x);
        assertTrue(IntStream.rangeClosed(1, 200)
                .parallel()
                .allMatch(i -> model.predict(x, 1 + i % 17).equals(expected)));
    }

    @Test
    void textsGoInBatchesToo() {
        Tensor texts = Texts.of("a", "some", "other", "words", "");
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input(new TensorSpec("x", Shape.of(-1, 1, -1), true));
        graph.output("y", x);
        Model same = Model.compile(graph.build());
        assertEquals(same.run(texts), same.predict(texts, 2));
    }
}
