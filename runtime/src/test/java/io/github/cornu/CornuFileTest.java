package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.text.TextLookup;
import io.github.cornu.op.text.TokenTable;
import io.github.cornu.output.Durability;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Texts;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is what is read. */
@Tag("smoke")
class CornuFileTest {
    private static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
    private static final ConvertOptions QUICK = ConvertOptions.defaults().withDurability(Durability.CACHED);
    private static final int MODELS = 100;

    @TempDir
    Path folder;

    private Path written(Graph graph, WeightFormat format) {
        Path path = folder.resolve("m.cornu");
        CornuFile.write(path, graph, QUICK.withWeights(format));
        return path;
    }

    private Graph again(Graph graph) {
        return CornuFile.read(written(graph, WeightFormat.F32)).graph();
    }

    @ParameterizedTest
    @EnumSource
    void randomModelsGiveTheSameBits(WeightFormat format) throws IOException {
        for (int seed = 0; seed < MODELS; seed++) {
            Graph graph = RandomModel.of(seed);
            Path file = written(graph, format);
            Tensor x = Graphs.tensor(seed, 2, 120, 5);
            Model source = Model.compile(graph, SCALAR.withWeights(format));
            assertEquals(
                    source.newSession().run(x),
                    Model.load(file, SCALAR).newSession().run(x),
                    "seed " + seed);

            byte[] bytes = Files.readAllBytes(file);
            Path copy = folder.resolve("copy.cornu");
            CornuFile.read(file).copy(copy, QUICK);
            assertArrayEquals(bytes, Files.readAllBytes(copy), "seed " + seed);
        }
    }

    @Test
    void aFileIsNotCopiedToItself() throws IOException {
        Path file = written(Graphs.denseModel(3, 2), WeightFormat.F32);
        Path link = Files.createSymbolicLink(folder.resolve("link.cornu"), file.getFileName());
        Path other = Files.createLink(folder.resolve("other.cornu"), file);
        byte[] before = Files.readAllBytes(file);
        for (Path target : List.of(file, link, other, folder.resolve("./m.cornu"))) {
            ModelException e = assertThrows(
                    ModelException.class,
                    () -> CornuFile.read(file)
                            .copy(target, ConvertOptions.defaults().withWeights(WeightFormat.INT8)));
            assertEquals(target.getFileName() + ": it cannot be written: it is the model that is read", e.getMessage());
        }
        assertArrayEquals(before, Files.readAllBytes(other));
    }

    /** Large enough for a map, from which the weights are read while the file is replaced. */
    @Test
    void aGraphMayBeWrittenWhereItWasRead() throws IOException {
        Path file = written(Graphs.denseModel(1100, 1000), WeightFormat.F32);
        byte[] before = Files.readAllBytes(file);
        assertTrue(before.length > 1 << 22);
        Graph read = CornuFile.read(file).graph();
        CornuFile.write(file, read, ConvertOptions.defaults());
        assertArrayEquals(before, Files.readAllBytes(file));
        CornuFile.write(file, read, ConvertOptions.defaults().withDurability(Durability.CACHED));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    /** Operations that share a weight share what they prepare of it. */
    @Test
    void aWeightIsWrittenOnce() throws IOException {
        GraphBuilder graph = new GraphBuilder("shared");
        Value x = graph.input("x", Shape.of(-1, 20));
        Dense dense = Graphs.dense(20, 20, 1);
        graph.output("y", graph.add("d", "Dense", dense, graph.add("d", "Dense", dense, x)));
        Graph read = again(graph.build());
        assertEquals(read.nodes().get(0).op(), read.nodes().get(1).op());
        Dense first = (Dense) read.nodes().get(0).op();
        assertSame(first.kernel(), ((Dense) read.nodes().get(1).op()).kernel());
        assertTrue(Files.size(folder.resolve("m.cornu")) < 2000);
    }

    @Test
    void everyBitOfAWeightIsKept() {
        float[] bits = {
            -0f, Float.NaN, Float.intBitsToFloat(0x7fc12345), Float.MIN_VALUE, Float.NEGATIVE_INFINITY, Float.MAX_VALUE
        };
        GraphBuilder graph = new GraphBuilder("bits");
        Value x = graph.input("x", Shape.of(-1, 2));
        graph.output("x", x);
        graph.output("constant", graph.add("c", "Constant", new Constant(Weight.of(bits, 1, 6))));
        graph.output("empty", graph.add("e", "Constant", new Constant(Weight.of(new float[0], 1, 0))));
        Graph read = again(graph.build());
        float[] found = ((Constant) read.nodes().get(0).op()).value().read();
        for (int i = 0; i < bits.length; i++) {
            assertEquals(Float.floatToRawIntBits(bits[i]), Float.floatToRawIntBits(found[i]));
        }
        assertEquals(
                Shape.of(1, 0), ((Constant) read.nodes().get(1).op()).value().shape());
        assertEquals(0, read.outputs().get(0).value());
    }

    @Test
    void textsAndTablesAreKept() {
        GraphBuilder graph = new GraphBuilder("Modèle ✓ \ud83d\ude00");
        graph.batchSize(7);
        Value x = graph.input(new TensorSpec("wörter", Shape.of(-1, 1, -1), true));
        TokenTable table = new TokenTable(Map.of("größe", 2f, "\ud83d\ude00", 3f, "", 4f));
        graph.output("y", graph.add("lookup", "StringLookup", new TextLookup(table, false, 1f), x));
        graph.layer(new LayerInfo(
                "a/lookup",
                "StringLookup",
                List.of(1, 2),
                1L << 40,
                LayerInfo.UNKNOWN,
                List.of("wörter"),
                List.of(1),
                List.of(Shape.of(-1, 1))));
        Graph source = graph.build();
        Graph read = again(source);
        assertEquals(source.name(), read.name());
        assertEquals(7, read.batchSize());
        assertEquals(source.inputs(), read.inputs());
        assertEquals(source.layers(), read.layers());
        Model model = Model.load(folder.resolve("m.cornu"), SCALAR);
        assertEquals(
                List.of(2f, 3f, 4f, 1f),
                floats(model.newSession().run(Texts.of("größe", "\ud83d\ude00", "", "grösse"))));
    }

    private static List<Float> floats(Tensor tensor) {
        Float[] floats = new Float[tensor.data().length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = tensor.data()[i];
        }
        return List.of(floats);
    }

    /** Files above 4 MB are mapped. */
    @ParameterizedTest
    @EnumSource
    void aLargeModelIsMapped(WeightFormat format) throws IOException {
        Graph graph = Graphs.denseModel(2300, 2000);
        Path file = written(graph, format);
        assertTrue(Files.size(file) > 1 << 22);
        Tensor x = Graphs.tensor(1, 2, 2300);
        Tensor expected =
                Model.compile(graph, SCALAR.withWeights(format)).newSession().run(x);
        assertEquals(expected, Model.load(file, SCALAR).newSession().run(x));
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(
                expected,
                CornuFile.read(bytes, "m.cornu").compile(SCALAR).newSession().run(x));
        bytes[bytes.length - 100] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.cornu"), bytes);
        ModelException e = assertThrows(ModelException.class, () -> CornuFile.read(damaged));
        assertEquals("damaged.cornu: the file is damaged: its checksum is wrong", e.getMessage());
    }

    private record Own() implements Op {
        @Override
        public List<Shape> outputShapes(List<Shape> inputs) {
            return inputs;
        }

        @Override
        public Prepared prepare(Target target) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void anOperationOfOnesOwnIsRefused() {
        GraphBuilder graph = new GraphBuilder("own");
        graph.output("y", graph.add("mine", "Mine", new Own(), graph.input("x", Shape.of(-1, 2))));
        ModelException e = assertThrows(ModelException.class, () -> written(graph.build(), WeightFormat.F32));
        assertEquals(
                "m.cornu: layer 'mine' (Mine): the operation Own cannot be written to a .cornu file", e.getMessage());
    }
}
