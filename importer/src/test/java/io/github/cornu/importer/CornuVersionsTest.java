package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.Model;
import io.github.cornu.Summary;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Files that each version has written, in {@code testdata/cornu/version_N}: all later versions read them, and they give
 * the bits that they gave. A file is called as its case, {@code layer.case.form.cornu}, and has its golden in it.
 * {@code -Dcornu.writeFiles} adds the file of one case of each layer that no version has, and of some layers that each
 * version is to have; files that are there are never replaced.
 */
@Tag("smoke")
class CornuVersionsTest {
    private static final Path ALL = TestData.ROOT.resolve("cornu");
    private static final Path NEWEST = ALL.resolve("version_3");
    private static final List<String> IN_EACH = List.of("lstm", "batch_normalization");
    private static final int LARGEST = 12_000;
    private static final List<String> COMPACT = List.of("lstm", "gru", "conv2d", "conv_transpose", "locally_connected");

    /** Files of layers that are made of other operations now, with the CRC that they have always had. */
    private static final Map<String, String> OF_OTHER_OPERATIONS =
            Map.of("attention.dot_3_masks_k3.f32.cornu", "eb780835", "softmax.two_axes_k3.f32.cornu", "9fcbaee1");

    @TestFactory
    Stream<DynamicTest> filesOfAllVersionsAreRead() throws IOException {
        if (System.getProperty("cornu.writeFiles") != null) {
            write();
        }
        List<Path> all = files(ALL);
        assertFalse(all.isEmpty());
        return all.stream().map(file -> dynamicTest(String.valueOf(ALL.relativize(file)), () -> check(file)));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> String.valueOf(file).endsWith(".cornu"))
                    .sorted()
                    .toList();
        }
    }

    private static void check(Path file) {
        String[] name = String.valueOf(file.getFileName()).split("\\.");
        CornuFile read = CornuFile.read(file);
        assertEquals(name[2].toUpperCase(Locale.ROOT), read.weights().name());
        Model model = read.compile(TestData.SCALAR.withVerify(true).withFunctions(CustomExamples.FUNCTIONS));
        GoldenCase golden =
                new GoldenCase(TestData.ROOT.resolve("layers").resolve(name[0]).resolve(name[1]));
        Model source = golden.load(TestData.SCALAR.withWeights(read.weights()));
        String crc = OF_OTHER_OPERATIONS.get(String.valueOf(file.getFileName()));
        assertEquals(crc == null ? golden.crc(source) : crc, golden.crc(model));
        String summary = Summary.of(source);
        boolean tellsTrainable = !file.getParent().endsWith("version_1");
        assertEquals(tellsTrainable ? summary : summary.substring(0, summary.indexOf("Trainable")), Summary.of(model));
    }

    private static void write() throws IOException {
        Files.createDirectories(NEWEST);
        for (Path layer : GoldenCase.layers().toList()) {
            String name = String.valueOf(layer.getFileName());
            write(layer, name, WeightFormat.F32, name.startsWith("half_") ? 0.02 : TestData.TOLERANCE);
            if (COMPACT.contains(name)) {
                write(layer, name, WeightFormat.BF16, 0.025);
                write(layer, name, WeightFormat.INT8, 0.06);
            }
        }
    }

    private static void write(Path layer, String name, WeightFormat format, double tolerance) throws IOException {
        String ending = "." + format.name().toLowerCase(Locale.ROOT) + ".cornu";
        for (Path file : files(IN_EACH.contains(name) ? NEWEST : ALL)) {
            String known = String.valueOf(file.getFileName());
            if (known.startsWith(name + ".") && known.endsWith(ending)) {
                return;
            }
        }
        Path best = null;
        for (GoldenCase golden : GoldenCase.of(layer).toList()) {
            Path file = NEWEST.resolve(name + "." + golden.folder().getFileName() + ending);
            ConvertOptions options = ConvertOptions.defaults().withWeights(format);
            KerasModels.loader()
                    .customObjects(golden.custom())
                    .convert(KerasFile.of(golden.file()), file, options.withGolden(golden.golden(), tolerance));
            // The one with most in it that is small enough.
            boolean better = Files.size(file) <= LARGEST && (best == null || Files.size(file) > Files.size(best));
            Path worse = better ? best : file;
            best = better ? file : best;
            if (worse != null) {
                Files.delete(worse);
            }
        }
    }
}
