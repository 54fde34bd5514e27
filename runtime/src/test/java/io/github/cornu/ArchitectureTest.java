package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Imports go one way, and kernels leave out what would make results differ. */
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java/io/github/cornu");
    private static final Pattern IMPORT =
            Pattern.compile("import (?:static )?io\\.github\\.cornu(?:\\.([a-z]+))?\\.[A-Z]");

    /** What a package may import besides itself; "" is the root. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "tensor", Set.of(),
            "kernel", Set.of("tensor"),
            "op", Set.of("tensor", "kernel"),
            "graph", Set.of("tensor", "op"),
            "file", Set.of("tensor", "kernel", "op", "graph"),
            "plan", Set.of("tensor", "kernel", "op", "graph"),
            "", Set.of("tensor", "kernel", "op", "graph", "file", "plan"));

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String packageOf(Path file) {
        Path folder = MAIN.relativize(file).getParent();
        return folder == null ? "" : folder.toString();
    }

    @Test
    void importsGoOneWay() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            String from = packageOf(file);
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = IMPORT.matcher(line);
                if (matcher.find()) {
                    String to = matcher.group(1) == null ? "" : matcher.group(1);
                    if (!to.equals(from) && !ALLOWED.get(from).contains(to)) {
                        wrong.add(file + ": " + line);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
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
                "\\bMath\\.(exp|expm1|log|log1p|tanh|sin|cos|tan|pow|cbrt)\\(|reduceLanes|VectorOperators\\.(EXP|TANH|LOG|POW|SIN)");
        for (Path file : sources()) {
            Matcher matcher = forbidden.matcher(Files.readString(file).replace("StrictMath.", ""));
            assertTrue(!matcher.find(), () -> file + ": " + matcher.group());
        }
    }
}
