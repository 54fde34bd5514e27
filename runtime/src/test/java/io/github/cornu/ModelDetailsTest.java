package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Op;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.normalization.Affine;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ModelDetailsTest {
    private static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);

    /** A graph being built, in which every node is a layer of its own. */
    private static final class Layers {
        final GraphBuilder graph = new GraphBuilder("model");
        Value last;

        Layers(Shape input) {
            last = graph.input("x", input);
        }

        Layers add(String name, Op op) {
            last = graph.add(name, op.getClass().getSimpleName(), op, last);
            graph.layer(new LayerInfo(
                    name,
                    op.getClass().getSimpleName(),
                    List.of(),
                    0,
                    0,
                    List.of(),
                    List.of(last.id()),
                    List.of(last.shape())));
            return this;
        }

        Graph build() {
            graph.output("y", last);
            return graph.build();
        }
    }

    private static Graph normalized() {
        return new Layers(Shape.of(-1, 4))
                .add("dense", new Dense(Graphs.weight(1, 4, 32), null, Activation.LINEAR))
                .add("dropout", new Identity())
                .add("norm", new Affine(1, Graphs.weight(2, 32), Graphs.weight(3, 32), Activation.LINEAR))
                .add("relu", new Elementwise(Activation.of(Unary.RELU)))
                .add("few", Graphs.dense(32, 3, 4))
                .build();
    }

    private static ModelDetails.Layer layer(ModelDetails details, String name) {
        return details.layers().stream()
                .filter(layer -> layer.info().path().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatBecameOfTheLayers() {
        Model model = Model.compile(normalized(), SCALAR);
        ModelDetails details = ModelDetails.of(model, List.of(Shape.of(2, 4)));
        assertEquals(5, details.layers().size());
        assertEquals(List.of("Dense + relu"), layer(details, "dense").operations());
        assertEquals(
                List.of("with 'norm'", "with 'relu'"), layer(details, "dense").remarks());
        assertEquals(List.of("does nothing"), layer(details, "dropout").remarks());
        assertEquals(List.of("in 'dense'"), layer(details, "norm").remarks());
        assertEquals(List.of("in 'dense'"), layer(details, "relu").remarks());
        assertEquals(List.of(), layer(details, "relu").operations());
        assertEquals(List.of("Dense"), layer(details, "few").operations());
    }

    @Test
    void paddingIsInTheConvolutionAfterIt() {
        Windows windows = Windows.dense(List.of(3, 3), List.of(2, 2), Padding.VALID);
        Graph graph = new Layers(Shape.of(-1, 8, 8, 2))
                .add("top", new Pad(1, 0, 1, 0f))
                .add("left", new Pad(2, 1, 0, 0f))
                .add("conv", new Convolution(Graphs.weight(1, 3, 3, 2, 5), null, windows, 1, Activation.LINEAR))
                .add("norm", new Affine(3, Graphs.weight(2, 5), Graphs.weight(3, 5), Activation.LINEAR))
                .build();
        ModelDetails details = ModelDetails.of(Model.compile(graph, SCALAR), List.of(Shape.of(1, 8, 8, 2)));
        assertEquals(List.of("in 'conv'"), layer(details, "top").remarks());
        assertEquals(List.of("in 'conv'"), layer(details, "left").remarks());
        assertEquals(List.of("in 'conv'"), layer(details, "norm").remarks());
        assertEquals(0, layer(details, "left").flops());
        assertEquals(List.of("Convolution"), layer(details, "conv").operations());
        assertEquals(
                Set.of("with 'top'", "with 'left'", "with 'norm'"),
                Set.copyOf(layer(details, "conv").remarks()));
        assertEquals(4 * 4 * 5 * (2 * 3 * 3 * 2 + 1), layer(details, "conv").flops());
    }

    @Test
    void operationsOfACall() {
        Model model = Model.compile(normalized(), SCALAR);
        ModelDetails details = ModelDetails.of(model, List.of(Shape.of(2, 4)));
        assertEquals(2 * (2 * 4 * 32 + 32), layer(details, "dense").flops());
        assertEquals(2 * (2 * 32 * 3), layer(details, "few").flops());
        assertEquals(2 * (2 * 4 * 32 + 32) + 2 * (2 * 32 * 3), details.flops());
        assertTrue(details.allFlops());
    }

    /** 32 columns are whole vectors of every width, so that nothing is added but the initial sums. */
    @Test
    void memoryOfWeights() {
        Model model = Model.compile(normalized(), SCALAR);
        ModelDetails details = ModelDetails.of(model, List.of(Shape.of(2, 4)));
        assertEquals(4 * (4 * 32 + 32), layer(details, "dense").weightBytes());
        assertEquals(4 * (32 * 3 + 3), layer(details, "few").weightBytes());
        assertEquals(4 * (4 * 32 + 32 + 32 * 3 + 3), details.weightBytes());
        Model half = Model.compile(normalized(), SCALAR.withWeights(WeightFormat.BF16));
        assertEquals(
                4 * (4 * 32 / 2 + 32),
                layer(ModelDetails.of(half, List.of(Shape.of(2, 4))), "dense").weightBytes());
    }

    @Test
    void memoryOfASession() {
        Model dense = Model.compile(normalized(), SCALAR);
        // What the first layer gives; input and output are the caller's.
        assertEquals(2 * 32 * 4, ModelDetails.of(dense, List.of(Shape.of(2, 4))).bufferBytes());
        Model lstm = Model.compile(Graphs.lstmModel(true), SCALAR);
        ModelDetails details = ModelDetails.of(lstm, List.of(Shape.of(3, 7, 3)));
        // Two states of each layer, padded to 16.
        assertEquals(3 * 4 * 16 * 4, details.stateBytes());
        assertTrue(details.bufferBytes() >= 3 * 7 * 5 * 4);
    }

    @Test
    void workOfTheUserIsNotCounted() {
        Graph graph = new Layers(Shape.of(-1, 4))
                .add("mine", JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> {}))
                .add("dense", Graphs.dense(4, 3, 1))
                .build();
        Model model = Model.compile(graph, SCALAR);
        ModelDetails details = ModelDetails.of(model, List.of(Shape.of(1, 4)));
        assertEquals(-1, layer(details, "mine").flops());
        assertEquals(24, details.flops());
        String text = Summary.ofDetails(model, List.of(Shape.of(1, 4)));
        assertTrue(text.contains("FLOPs of a call: at least 24\n"), text);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Model model = Model.compile(normalized(), SCALAR);
        assertThrows(ModelException.class, () -> ModelDetails.of(model, List.of(Shape.of(2, 5))));
    }

    @Test
    void freeAxesAreFilled() {
        Model model = Model.compile(Graphs.lstmModel(true), SCALAR);
        assertEquals(List.of(Shape.of(2, 7, 3)), InputShapes.of(model, 2, 0));
        assertEquals(List.of(Shape.of(2, 11, 3)), InputShapes.of(model, 2, 11));
        assertEquals(List.of(Shape.of(2, 1, 3)), InputShapes.ofStream(model, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> InputShapes.of(model, 0, 0));
    }

    @Test
    void indicesAreThoseOfTheTable() {
        Graph graph = new Layers(Shape.of(-1, -1))
                .add("transpose", new Identity())
                .add("embedding", new Gather(Graphs.weight(1, 5, 3)))
                .build();
        Model model = Model.compile(graph, SCALAR);
        Tensor indices = RandomInputs.of(model, List.of(Shape.of(20, 9)), 1).get(0);
        Set<Float> found = new TreeSet<>();
        for (float index : indices.data()) {
            found.add(index);
        }
        assertEquals(Set.of(1f, 2f, 3f, 4f), found);
    }

    @Test
    void otherInputsAreNumbersThatTheSeedTells() {
        Model model = Model.compile(normalized(), SCALAR);
        List<Shape> shapes = List.of(Shape.of(3, 4));
        float[] numbers = RandomInputs.of(model, shapes, 7).get(0).data();
        assertEquals(12, numbers.length);
        assertTrue(
                Arrays.equals(numbers, RandomInputs.of(model, shapes, 7).get(0).data()));
        assertTrue(
                !Arrays.equals(numbers, RandomInputs.of(model, shapes, 8).get(0).data()));
    }
}
