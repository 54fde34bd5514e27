package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Imports go one way, and each library is known to one package. */
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java/io/github/cornu/importer");
    private static final Pattern IMPORT =
            Pattern.compile("import (?:static )?io\\.github\\.cornu\\.importer(?:\\.([a-z]+))?\\.[A-Z]");

    /** What a package may import besides itself; "" is the root. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "config", Set.of(),
            "source", Set.of("config"),
            "output", Set.of(),
            "numpy", Set.of("output"),
            "custom", Set.of(),
            "layer", Set.of("config", "source", "custom"),
            "", Set.of("config", "source", "custom", "layer", "output"));

    private static final Map<String, String> LIBRARIES = Map.of("io.jhdf.", "source", "com.fasterxml.", "config");

    @Test
    void importsGoOneWay() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Path folder = MAIN.relativize(file).getParent();
                String from = folder == null ? "" : folder.toString();
                for (String line : Files.readAllLines(file)) {
                    if (!isAllowed(from, line)) {
                        wrong.add(file + ": " + line);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static boolean isAllowed(String from, String line) {
        Matcher matcher = IMPORT.matcher(line);
        if (matcher.find()) {
            String to = matcher.group(1) == null ? "" : matcher.group(1);
            return to.equals(from) || ALLOWED.get(from).contains(to);
        }
        return LIBRARIES.entrySet().stream()
                .noneMatch(
                        library -> line.startsWith("import " + library.getKey()) && !from.equals(library.getValue()));
    }
}
