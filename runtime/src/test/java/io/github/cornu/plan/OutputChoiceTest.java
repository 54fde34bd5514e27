package io.github.cornu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.Graphs;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Summary;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Node;
import io.github.cornu.graph.Origin;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.element.Combine;
import io.github.cornu.output.Durability;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.WeightFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputChoiceTest {
    @TempDir
    Path folder;

    private static Value layer(GraphBuilder graph, String path, List<Integer> index, Value output) {
        graph.layer(new LayerInfo(path, "Some", index, 0, 0, List.of(), List.of(output.id()), List.of(output.shape())));
        return output;
    }

    private static Value dense(GraphBuilder graph, String path, int outputs, Value x, Integer... index) {
        int features = x.shape().length(-1);
        Value y = graph.add(path, "Dense", Graphs.dense(features, outputs, path.hashCode()), x);
        return layer(graph, path, List.of(index), y);
    }

    /** Two towers, one of which is a model, and what joins them. */
    private static Graph towers() {
        GraphBuilder graph = new GraphBuilder("towers");
        Value left = graph.input("left", Shape.of(-1, 3));
        Value right = graph.input("right", Shape.of(-1, 4));
        Value a = dense(graph, "dense", 5, left, 2);
        Value inner = dense(graph, "encoder/dense", 6, right, 3, 1);
        Value b = dense(graph, "encoder/dense_1", 5, inner, 3, 2);
        layer(graph, "encoder", List.of(3), b);
        Value sum = layer(graph, "add", List.of(4), graph.add("add", "Add", new Combine(Binary.ADD), a, b));
        graph.output("dense_1", dense(graph, "dense_1", 2, sum, 5));
        return graph.build();
    }

    private static Model compiled(Graph graph, String... outputs) {
        return Model.compile(graph, CompileOptions.defaults().withOutputs(outputs));
    }

    private static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }

    @Test
    void whatAnOutputDoesNotNeedIsCut() {
        Graph graph = towers();
        Model model = compiled(graph, "encoder/dense");
        assertEquals(List.of("right"), names(model.inputs()));
        assertEquals("encoder/dense (None, 6)", model.outputs().get(0).toString());
        assertEquals(
                List.of("encoder/dense", "encoder"),
                model.layers().stream().map(LayerInfo::path).toList());
        assertEquals(List.of(-1), model.layers().get(1).outputs());
        Graph part = OutputChoice.of(graph, List.of("encoder/dense"));
        assertEquals(
                List.of("encoder/dense"), part.nodes().stream().map(Node::layer).toList());
        Tensor x = Graphs.tensor(1, 7, 4);
        Map<String, Tensor> whole = Model.compile(
                        graph, CompileOptions.defaults().withKeepLayers(true))
                .run(Map.of("left", Tensor.zeros(7, 3), "right", x));
        assertEquals(whole.get("layer_encoder/dense"), model.run(x));
        // The table of what is left can be printed.
        assertEquals(true, Summary.of(model).contains("encoder (Some)"));
    }

    @Test
    void outputsComeInTheOrderInWhichTheyAreNamed() {
        Model model = compiled(towers(), "dense_1", "encoder", "dense");
        assertEquals(List.of("left", "right"), names(model.inputs()));
        assertEquals(List.of("dense_1", "encoder", "dense"), names(model.outputs()));
        assertEquals(6, model.layers().size());
        List<Tensor> inputs = List.of(Graphs.tensor(1, 2, 3), Graphs.tensor(2, 2, 4));
        assertEquals(
                Model.compile(towers()).run(inputs).get(0), model.run(inputs).get(0));
    }

    @Test
    void withoutNamesNothingChanges() {
        Graph graph = towers();
        assertSame(graph, OutputChoice.of(graph, List.of()));
    }

    @Test
    void ofSeveralOutputsOneCanBeNamed() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        List<Value> all = graph.addAll(new Origin("lstm", "LSTM"), Graphs.lstm(3, 4, true, false, 1), List.of(x));
        graph.layer(new LayerInfo(
                "lstm",
                "LSTM",
                List.of(0),
                0,
                0,
                List.of(),
                all.stream().map(Value::id).toList(),
                all.stream().map(Value::shape).toList()));
        graph.output("y", all.get(0));
        Graph built = graph.build();
        Model model = compiled(built, "lstm");
        assertEquals(List.of("lstm", "lstm:1", "lstm:2"), names(model.outputs()));
        Tensor input = Graphs.tensor(1, 2, 5, 3);
        List<Tensor> expected = model.run(List.of(input));
        for (int k = 0; k < 3; k++) {
            assertEquals(expected.get(k), compiled(built, "lstm:" + k).run(input));
        }
        String message = assertThrows(ModelException.class, () -> compiled(built, "lstm:3"))
                .getMessage();
        assertEquals("there is no layer 'lstm:3' to take an output from; the layers are 'lstm'", message);
    }

    @Test
    void unknownNamesAreRefusedWithTheClosest() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, 3));
        for (int i = 0; i < 9; i++) {
            x = dense(graph, "dense_" + i, 3, x, i);
        }
        x = dense(graph, "encoder/pool", 3, x, 9, 0);
        graph.output("y", x);
        Graph built = graph.build();
        String message = assertThrows(ModelException.class, () -> compiled(built, "pool"))
                .getMessage();
        assertEquals(
                "there is no layer 'pool' to take an output from; of 10 layers the closest are 'encoder/pool', 'dense_0',"
                        + " 'dense_1', 'dense_2', 'dense_3', 'dense_4', 'dense_5', 'dense_6'",
                message);
        message = assertThrows(ModelException.class, () -> compiled(built, "dense_85"))
                .getMessage();
        assertEquals(
                "there is no layer 'dense_85' to take an output from; of 10 layers the closest are 'dense_5', 'dense_8',",
                message.substring(0, message.indexOf(" 'dense_0'")));
        assertEquals(
                "the output 'a' is named twice",
                assertThrows(IllegalArgumentException.class, () -> compiled(built, "a", "b", "a"))
                        .getMessage());
    }

    /** Layers that share an output, of which files have one, and layers whose pixels nobody else needed. */
    @Test
    void whatAFileHasJoinedIsRefused() {
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1, -1, 2));
        Value a = layer(graph, "a", List.of(0), graph.add("a", "Conv2D", convolution(3, 1, 2), x));
        Value b = layer(graph, "b", List.of(1), graph.add("b", "Conv2D", convolution(3, 1, 3), a));
        graph.output("c", layer(graph, "c", List.of(2), graph.add("c", "Conv2D", convolution(1, 2, 3), b)));
        Graph built = graph.build();
        Path file = folder.resolve("model.cornu");
        ConvertOptions options = ConvertOptions.defaults().withDurability(Durability.CACHED);
        Tensor input = Graphs.tensor(1, 2, 8, 9, 2);
        for (WeightFormat format : List.of(WeightFormat.F32, WeightFormat.BF16)) {
            CornuFile.write(file, built, options.withWeights(format));
            CompileOptions first = CompileOptions.defaults().withOutputs("a");
            assertEquals(
                    Model.compile(built, first.withWeights(format)).run(input),
                    Model.load(file, first).run(input));
        }
        CompileOptions second = CompileOptions.defaults().withOutputs("b");
        assertEquals(
                "model.cornu: layer 'b' (Some): its output was joined with that of another layer when the file was written",
                assertThrows(ModelException.class, () -> Model.load(file, second))
                        .getMessage());
    }

    private static Convolution convolution(int size, int stride, int channels) {
        Windows windows = Windows.dense(List.of(size, size), List.of(stride, stride), Padding.SAME);
        int in = size == 1 ? 3 : 2;
        return new Convolution(
                Graphs.weight(size + channels, size, size, in, channels), null, windows, 1, Activation.LINEAR);
    }

    @Test
    void aFileHasTheOutputsThatItWasWrittenWith() {
        Graph graph = towers();
        Path file = folder.resolve("encoder.cornu");
        ConvertOptions options = ConvertOptions.defaults().withDurability(Durability.CACHED);
        CornuFile.write(file, graph, options.withOutputs("encoder"));
        Tensor x = Graphs.tensor(3, 2, 4);
        Model model = Model.load(file);
        assertEquals(List.of("right"), names(model.inputs()));
        assertEquals(compiled(graph, "encoder").run(x), model.run(x));
        Path again = folder.resolve("dense.cornu");
        CornuFile.read(file).copy(again, options.withOutputs("encoder/dense"));
        assertEquals(compiled(graph, "encoder/dense").run(x), Model.load(again).run(x));
        assertEquals(
                "encoder.cornu: there is no layer 'dense' to take an output from; the layers are 'encoder/dense',"
                        + " 'encoder/dense_1', 'encoder'",
                assertThrows(
                                ModelException.class,
                                () -> Model.load(file, CompileOptions.defaults().withOutputs("dense")))
                        .getMessage());
    }
}
