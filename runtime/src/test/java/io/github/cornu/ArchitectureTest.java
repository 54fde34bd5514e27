package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The runtime needs the JDK only, and its kernels leave out what would make results differ. */
@Tag("smoke")
class ArchitectureTest {
    private static final String ROOT = "io/github/cornu";
    private static final Path MAIN = Path.of("src/main/java", ROOT);
    private static final Path GENERATED = Path.of("src/generated/java", ROOT);

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : List.of(MAIN, GENERATED)) {
            sources.addAll(sources(folder));
        }
        return sources;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String packageOf(Path file) {
        Path folder =
                (file.startsWith(MAIN) ? MAIN : GENERATED).relativize(file).getParent();
        return folder == null ? "" : folder.toString().replace('/', '.');
    }

    @Test
    void nothingButTheJdkIsImported() throws IOException {
        for (Path file : sources()) {
            for (String line : Files.readAllLines(file)) {
                boolean known = !line.startsWith("import ")
                        || line.matches(
                                "import (static )?(java\\.|io\\.github\\.cornu\\.|jdk\\.incubator\\.vector\\.).*");
                assertTrue(known, file + ": " + line);
            }
        }
    }

    @Test
    void theVectorApiStaysInVectorFilesOfTheKernels() throws IOException {
        for (Path file : sources()) {
            boolean allowed = packageOf(file).equals("kernel")
                    && file.getFileName().toString().startsWith("Vector");
            boolean uses = Files.readAllLines(file).stream()
                    .anyMatch(line -> line.matches("import (static )?jdk\\.incubator\\..*"));
            assertTrue(allowed || !uses, file.toString());
        }
    }

    @Test
    void resultsDependOnNoLibraryAndNoLaneOrder() throws IOException {
        Pattern forbidden = Pattern.compile(
                "\\bMath\\.(exp|expm1|log|log1p|log10|a?sin|a?cos|a?tan|atan2|sinh|cosh|tanh|pow|cbrt|hypot)\\("
                        + "|reduceLanes\\((?!VectorOperators\\.MAX\\))|VectorOperators\\.(EXP|TANH|LOG|POW|SIN)");
        for (Path file : sources()) {
            Matcher matcher = forbidden.matcher(Files.readString(file).replace("StrictMath.", ""));
            assertTrue(!matcher.find(), () -> file + ": " + matcher.group());
        }
    }

    /** {@code Math.fma} takes microseconds where it is no instruction. */
    @Test
    void multiplyAddsHaveOneHelper() throws IOException {
        List<Path> all = new ArrayList<>(sources());
        all.addAll(sources(Path.of("../importer/src/main")));
        for (Path file : all) {
            boolean helper = file.endsWith("kernel/FusedMultiplyAdd.java");
            assertEquals(helper, Files.readString(file).contains("Math.fma("), file.toString());
        }
    }
}
