package io.github.cornu.importer;

import static io.github.cornu.importer.TestData.SCALAR;
import static io.github.cornu.importer.TestData.Simd.VECTOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Every case of {@code testdata/layers}, against Keras and against our own bits. */
class LayerGoldenTest {
    @TestFactory
    Stream<DynamicNode> scalarKernelsGiveKerassNumbers() {
        return each(golden -> assertEqualToKeras(golden, SCALAR));
    }

    @Tag("smoke")
    @TestFactory
    Stream<DynamicNode> vectorKernelsGiveKerassNumbers() {
        return each(golden -> assertEqualToKeras(golden, VECTOR));
    }

    @TestFactory
    Stream<DynamicNode> layersKeptApartGiveKerassNumbers() {
        return each(golden -> assertEqualToKeras(golden, SCALAR.withKeepLayers(true)));
    }

    /**
     * The bits are the same on every CPU and in every JVM. After a change that is meant to change them,
     * {@code -Dcornu.writeCrc} writes the files anew.
     */
    @TestFactory
    Stream<DynamicNode> scalarBitsAreTheCommittedOnes() {
        return bits(layer -> {
            List<String> crcs = crcs(layer, SCALAR);
            if (System.getProperty("cornu.writeCrc") != null) {
                Files.write(committed(layer), crcs);
            }
            assertEquals(Files.readAllLines(committed(layer)), crcs);
        });
    }

    @TestFactory
    Stream<DynamicNode> vectorBitsAreTheCommittedOnes() {
        return bits(layer -> assertEquals(Files.readAllLines(committed(layer)), crcs(layer, VECTOR)));
    }

    private interface LayerCheck {
        void run(Path layer) throws IOException;
    }

    private static Stream<DynamicNode> bits(LayerCheck check) {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> check.run(layer)));
    }

    private static Path committed(Path layer) {
        return layer.resolve("crc.txt");
    }

    private interface Check {
        void run(GoldenCase golden);
    }

    private static Stream<DynamicNode> each(Check check) {
        return GoldenCase.layers()
                .map(layer -> dynamicContainer(String.valueOf(layer.getFileName()), tests(layer, check)));
    }

    private static Stream<DynamicNode> tests(Path layer, Check check) {
        return GoldenCase.of(layer).map(golden -> {
            Executable executable = () -> check.run(golden);
            return dynamicTest(String.valueOf(golden.folder().getFileName()), executable);
        });
    }

    private static void assertEqualToKeras(GoldenCase golden, CompileOptions options) {
        List<Comparison> comparisons = golden.golden().compare(golden.load(options));
        assertFalse(comparisons.isEmpty());
        for (Comparison comparison : comparisons) {
            assertTrue(golden.isEqual(comparison), () -> golden.name() + " " + comparison);
        }
    }

    private static List<String> crcs(Path layer, CompileOptions options) {
        List<String> lines = new ArrayList<>();
        GoldenCase.of(layer)
                .forEach(golden -> lines.add(golden.folder().getFileName() + " " + golden.crc(golden.load(options))));
        return lines;
    }
}
