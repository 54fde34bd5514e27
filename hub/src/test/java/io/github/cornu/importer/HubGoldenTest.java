package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.hub.HubObjects;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.NamedWeight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every case of {@code testdata/hub/models}, whose goldens KerasHub has made. */
class HubGoldenTest {
    private static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
    private static final CompileOptions VECTOR = CompileOptions.defaults().withKernels(KernelChoice.VECTOR);

    private interface Check {
        void run(Path family) throws IOException;
    }

    private static Stream<DynamicTest> each(Check check) {
        return HubCase.families()
                .map(family -> dynamicTest(String.valueOf(family.getFileName()), () -> check.run(family)));
    }

    @Tag("smoke")
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> bothKernelsGiveKerasHubsNumbers() {
        return each(family -> HubCase.of(family).forEach(golden -> {
            assertEqual(golden, SCALAR);
            assertEqual(golden, VECTOR);
            assertEqual(golden, SCALAR.withKeepLayers(true));
        }));
    }

    private static void assertEqual(HubCase golden, CompileOptions options) {
        List<Comparison> comparisons = golden.golden().compare(golden.load(options));
        assertFalse(comparisons.isEmpty());
        for (Comparison comparison : comparisons) {
            assertTrue(HubCase.isEqual(comparison), () -> golden.name() + " " + comparison);
        }
    }

    /** After a change that is meant to change them, {@code -Dcornu.writeCrc} writes the files anew. */
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> bitsAreTheCommittedOnes() {
        return each(family -> {
            List<String> scalar = crcs(family, SCALAR);
            Path committed = family.resolve("crc.txt");
            if (System.getProperty("cornu.writeCrc") != null) {
                Files.write(committed, scalar);
            }
            assertEquals(Files.readAllLines(committed), scalar);
            assertEquals(scalar, crcs(family, VECTOR));
        });
    }

    private static List<String> crcs(Path family, CompileOptions options) {
        return HubCase.of(family)
                .map(golden -> golden.folder().getFileName() + " " + golden.crc(golden.load(options)))
                .toList();
    }

    /** A golden that no wrong weight turns red shows nothing. */
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> everyDisturbedWeightIsSeen() {
        return each(family -> {
            List<String> unseen = new ArrayList<>();
            HubCase.of(family).forEach(golden -> unseen.addAll(unseen(golden)));
            assertEquals(List.of(), unseen);
        });
    }

    private static List<String> unseen(HubCase golden) {
        List<String> unseen = new ArrayList<>();
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            DisturbedSource disturbed = new DisturbedSource(source);
            Graph graph = GraphReader.read(disturbed, HubObjects.all());
            OtherSource.all(source.weights()).forEach((owner, weights) -> {
                for (int i = 0; i < weights.size(); i++) {
                    NamedWeight weight = weights.get(i);
                    disturbed.disturb(owner, i);
                    // What is read with the graph is as it was.
                    if (golden.uses(weight.name())
                            && golden.uses(owner + "/vars/" + i)
                            && isEqual(golden, () -> graph)
                            && isEqual(golden, () -> GraphReader.read(disturbed, HubObjects.all()))) {
                        unseen.add(golden.name() + " " + owner + " " + weight.name());
                    }
                }
            });
        }
        return unseen;
    }

    private static boolean isEqual(HubCase golden, Supplier<Graph> graph) {
        Model model;
        try {
            model = Model.compile(graph.get(), SCALAR);
        } catch (ModelException e) {
            return false;
        }
        return golden.golden().compare(model).stream().allMatch(HubCase::isEqual);
    }
}
