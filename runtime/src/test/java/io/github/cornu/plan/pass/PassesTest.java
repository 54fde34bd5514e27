package io.github.cornu.plan.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Graphs;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Node;
import io.github.cornu.graph.Value;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.FakeQuantization;
import io.github.cornu.op.normalization.Affine;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.plan.Programs;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassesTest {
    private static final Activation RELU = Activation.of(Unary.RELU);

    private static Affine affine(int axis, int length, long seed) {
        return new Affine(axis, Graphs.weight(seed, length), Graphs.weight(seed + 1, length), Activation.LINEAR);
    }

    /** Compares the model as it runs with the same one whose layers all stay visible, so that nothing is joined. */
    private static void assertSameResult(Graph graph, Tensor x) {
        CompileOptions options = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
        Tensor joined = Model.compile(graph, options).newSession().run(x);
        Tensor apart = Programs.run(graph, KernelSelector.scalar(), x);
        Comparison comparison = Comparison.of("output", apart, joined);
        assertEquals(0, comparison.relativeError(), 1e-6, comparison.toString());
    }

    @Test
    void batchNormalizationAndActivationJoinTheDenseLayerBefore() {
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, 4));
        Value dense = builder.add("dense", "Dense", Graphs.dense(4, 19, 1), x);
        Value norm = builder.add("norm", "BatchNormalization", affine(1, 19, 5), dense);
        builder.output("y", builder.add("relu", "ReLU", new Elementwise(RELU), norm));
        Graph graph = builder.build();
        List<Node> nodes = Passes.apply(graph).nodes();
        assertEquals(1, nodes.size());
        assertEquals(RELU, assertInstanceOf(Dense.class, nodes.get(0).op()).activation());
        assertSameResult(graph, Graphs.tensor(9, 3, 4));
    }

    @Test
    void aQuantizationFromZeroOnDoesTheReluBefore() {
        assertEquals(1, quantized(Activation.of(Unary.CLIP, 0f, 6f, 0f), 0f, 5.1f));
        assertEquals(1, quantized(RELU, 0f, 5.1f));
        assertEquals(2, quantized(Activation.of(Unary.CLIP, 0f, 6f, 0f), 0f, 6.2f));
        assertEquals(2, quantized(RELU, -0.4f, 5.1f));
    }

    /** How many operations a dense layer, a function and a quantization become. */
    private static int quantized(Activation function, float min, float max) {
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, 4));
        Value y = builder.add("dense", "Dense", Graphs.dense(4, 19, 1), x);
        y = builder.add("relu", "ReLU", new Elementwise(function), y);
        Activation steps = FakeQuantization.of(min, max, 8, false).activation();
        builder.output("y", builder.add("quantized", "QuantizeLayer", new Elementwise(steps), y));
        assertSameResult(builder.build(), Graphs.tensor(9, 3, 4));
        return Passes.apply(builder.build()).nodes().size();
    }

    @Test
    void twoNormalizationsJoinOneConvolution() {
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, 6, 5, 3));
        Windows windows = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.SAME);
        Convolution convolution = new Convolution(Graphs.weight(1, 3, 3, 3, 7), null, windows, 1, Activation.LINEAR);
        Value y = builder.add("conv", "Conv2D", convolution, x);
        y = builder.add("norm", "BatchNormalization", affine(3, 7, 5), y);
        builder.output("y", builder.add("norm_1", "BatchNormalization", affine(3, 7, 8), y));
        assertEquals(1, Passes.apply(builder.build()).nodes().size());
        assertSameResult(builder.build(), Graphs.tensor(9, 2, 6, 5, 3));
    }

    @Test
    void nothingIsFoldedForwardAcrossPadding() {
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, 4, 3));
        Value padded = builder.add("pad", "ZeroPadding1D", new Pad(1, 1, 1, 0f), x);
        Value norm = builder.add("norm", "BatchNormalization", affine(2, 3, 5), padded);
        builder.output("y", builder.add("dense", "Dense", Graphs.dense(3, 9, 1), norm));
        assertEquals(3, Passes.apply(builder.build()).nodes().size());
    }

    @Test
    void whatIsReadTwiceStaysAsItIs() {
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, 4));
        Value dense = builder.add("dense", "Dense", Graphs.dense(4, 9, 1), x);
        builder.output("y", builder.add("relu", "ReLU", new Elementwise(RELU), dense));
        builder.output("dense", dense);
        assertEquals(2, Passes.apply(builder.build()).nodes().size());
    }

    @Test
    void aNormalizationOfAnotherAxisStays() {
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, 4, 3));
        Value dense = builder.add("dense", "Dense", Graphs.dense(3, 9, 1), x);
        builder.output("y", builder.add("norm", "BatchNormalization", affine(1, 4, 5), dense));
        assertEquals(2, Passes.apply(builder.build()).nodes().size());
        assertSameResult(builder.build(), Graphs.tensor(9, 2, 4, 3));
    }

    @Test
    void identitiesAndDeadNodesGo() {
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, 4));
        Value same = builder.add("dropout", "Dropout", new Identity(), x);
        same = builder.add("permute", "Permute", new Transpose(List.of(0, 1)), same);
        builder.add("dead", "Dense", Graphs.dense(4, 2, 3), same);
        builder.output("y", builder.add("dense", "Dense", Graphs.dense(4, 9, 1), same));
        assertEquals(1, Passes.apply(builder.build()).nodes().size());
    }
}
