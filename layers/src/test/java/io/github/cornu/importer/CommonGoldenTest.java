package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.graph.Graph;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every case of {@code testdata/common}, whose goldens the real packages have made. */
class CommonGoldenTest {
    private static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
    private static final CompileOptions VECTOR = CompileOptions.defaults().withKernels(KernelChoice.VECTOR);

    private interface Check {
        void run(Path layer) throws IOException;
    }

    private static Stream<DynamicTest> each(Check check) {
        return CommonCase.classes()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> check.run(layer)));
    }

    @Tag("smoke")
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> bothKernelsGiveThePackagesNumbers() {
        return each(layer -> CommonCase.of(layer).forEach(golden -> {
            assertEqual(golden, SCALAR);
            assertEqual(golden, VECTOR);
            assertEqual(golden, SCALAR.withKeepLayers(true));
        }));
    }

    private static void assertEqual(CommonCase golden, CompileOptions options) {
        List<Comparison> comparisons = golden.golden().compare(golden.load(options));
        assertFalse(comparisons.isEmpty());
        for (Comparison comparison : comparisons) {
            assertTrue(CommonCase.isEqual(comparison), () -> golden.name() + " " + comparison);
        }
    }

    /** After a change that is meant to change them, {@code -Dcornu.writeCrc} writes the files anew. */
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> bitsAreTheCommittedOnes() {
        return each(layer -> {
            List<String> scalar = crcs(layer, SCALAR);
            Path committed = layer.resolve("crc.txt");
            if (System.getProperty("cornu.writeCrc") != null) {
                Files.write(committed, scalar);
            }
            assertEquals(Files.readAllLines(committed), scalar);
            assertEquals(scalar, crcs(layer, VECTOR));
        });
    }

    private static List<String> crcs(Path layer, CompileOptions options) {
        return CommonCase.of(layer)
                .map(golden -> golden.folder().getFileName() + " " + golden.crc(golden.load(options)))
                .toList();
    }

    /** A golden that no wrong weight turns red shows nothing. */
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> everyDisturbedWeightIsSeen() {
        return each(layer -> {
            List<String> unseen = new ArrayList<>();
            CommonCase.of(layer).forEach(golden -> unseen.addAll(unseen(golden)));
            assertEquals(List.of(), unseen);
        });
    }

    private static List<String> unseen(CommonCase golden) {
        List<String> unseen = new ArrayList<>();
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            DisturbedSource disturbed = new DisturbedSource(source);
            Graph graph = GraphReader.read(disturbed, golden.objects());
            OtherSource.all(source.weights()).forEach((owner, weights) -> {
                for (int i = 0; i < weights.size(); i++) {
                    NamedWeight weight = weights.get(i);
                    disturbed.disturb(owner, i);
                    // What is read with the graph is as it was.
                    if (golden.uses(weight.name())
                            && golden.uses(owner + "/vars/" + i)
                            && isEqual(golden, () -> graph)
                            && isEqual(golden, () -> GraphReader.read(disturbed, golden.objects()))) {
                        unseen.add(golden.name() + " " + owner + " " + weight.name());
                    }
                }
            });
        }
        return unseen;
    }

    private static boolean isEqual(CommonCase golden, Supplier<Graph> graph) {
        Model model;
        try {
            model = Model.compile(graph.get(), SCALAR);
        } catch (ModelException e) {
            return false;
        }
        return golden.golden().compare(model).stream().allMatch(CommonCase::isEqual);
    }

    /** What can be stepped gives step by step the bits that it gives at once. */
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> stepByStepIsAllAtOnce() {
        return each(layer -> CommonCase.of(layer).forEach(CommonGoldenTest::checkStream));
    }

    private static void checkStream(CommonCase golden) {
        Model model = golden.load(VECTOR);
        Tensor x = golden.inputs(model).get(0);
        if (model.inputs().size() != 1 || x.shape().rank() != 3) {
            return;
        }
        try {
            model.checkStream();
        } catch (ModelException e) {
            assertTrue(e.getMessage().contains("cannot be stepped through time"), e.getMessage());
            assertFalse(golden.folder().getFileName().toString().contains("stream"), e.getMessage());
            return;
        }
        Tensor whole = model.newSession().run(List.of(x)).get(0);
        Session session = model.newSession().stream();
        List<float[]> steps = new ArrayList<>();
        for (int t = 0; t < x.shape().length(1); t++) {
            steps.add(session.run(List.of(step(x, t))).get(0).data());
        }
        int batch = x.shape().length(0);
        int length = whole.data().length / batch;
        // A convolution gives no output for its first steps.
        int all = steps.stream().mapToInt(step -> step.length).sum();
        List<float[]> counted = all == whole.data().length ? steps : steps.subList(steps.size() - 1, steps.size());
        for (int b = 0; b < batch; b++) {
            float[] expected = Arrays.copyOfRange(whole.data(), b * length, (b + 1) * length);
            assertArrayEquals(expected, joined(counted, b, batch, length), golden.name());
        }
    }

    private static float[] joined(List<float[]> steps, int sample, int batch, int length) {
        float[] all = new float[length];
        int filled = 0;
        for (float[] step : steps) {
            int own = step.length / batch;
            System.arraycopy(step, sample * own, all, filled, own);
            filled += own;
        }
        return all;
    }

    private static Tensor step(Tensor x, int t) {
        int batch = x.shape().length(0);
        int time = x.shape().length(1);
        int features = x.shape().length(2);
        float[] values = new float[batch * features];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(x.data(), (b * time + t) * features, values, b * features, features);
        }
        return Tensor.of(values, batch, 1, features);
    }
}
