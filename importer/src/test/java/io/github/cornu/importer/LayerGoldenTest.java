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
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every case of {@code testdata/layers}, against Keras and against our own bits. */
class LayerGoldenTest {
    private static final boolean WRITES = System.getProperty("cornu.writeCrc") != null;

    /** Scalar kernels too, then, since both give the committed bits. */
    @Tag("smoke")
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicNode> vectorKernelsGiveKerassNumbers() {
        return each(GoldenCase::of, VECTOR);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicNode> layersKeptApartGiveKerassNumbers() {
        return each(GoldenCase::newestOf, SCALAR.withKeepLayers(true));
    }

    /**
     * The bits are the same on every CPU and in every JVM. After a change that is meant to change them,
     * {@code -Dcornu.writeCrc} writes the files anew.
     */
    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicNode> scalarBitsAreTheCommittedOnes() {
        return bits(layer -> {
            List<String> crcs = crcs(layer, SCALAR);
            if (WRITES) {
                Files.write(committed(layer), crcs);
            }
            assertEquals(Files.readAllLines(committed(layer)), crcs);
        });
    }

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicNode> vectorBitsAreTheCommittedOnes() {
        return bits(layer ->
                assertEquals(WRITES ? crcs(layer, SCALAR) : Files.readAllLines(committed(layer)), crcs(layer, VECTOR)));
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

    private static Stream<DynamicNode> each(Function<Path, Stream<GoldenCase>> cases, CompileOptions options) {
        return GoldenCase.layers()
                .map(layer -> dynamicContainer(
                        String.valueOf(layer.getFileName()), cases.apply(layer).map(golden -> test(golden, options))));
    }

    private static DynamicTest test(GoldenCase golden, CompileOptions options) {
        String name = String.valueOf(golden.folder().getFileName());
        return dynamicTest(name, () -> assertEqualToKeras(golden, options));
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
