package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of pages that tests write with {@code -Dcornu.writeDocs}, and compare with what is there else. */
public final class Docs {
    public static final Path README = Path.of("../README.md");
    public static final Path FILES = Path.of("../docs/files.md");
    public static final Path REGRESSION_TESTS = Path.of("../docs/regression-tests.md");
    public static final Path LAYERS = Path.of("../docs/layers.md");
    public static final Path FUNCTIONS = Path.of("../docs/functions.md");

    private Docs() {}

    /**
     * Checks the part of a page between {@code <!-- NAME: … -->} and {@code <!-- end of NAME -->}.
     *
     * @param text what must stand there
     */
    public static void assertPart(Path page, String name, String text) throws IOException {
        String start = "<!-- " + name + ": written by mvn test -pl importer -am -Dcornu.writeDocs -->\n";
        String end = "<!-- end of " + name + " -->\n";
        String whole = Files.readString(page);
        int from = whole.indexOf(start) + start.length();
        int to = whole.indexOf(end);
        assertTrue(from > start.length() && to >= from, () -> page + " has no part '" + name + "'");
        if (System.getProperty("cornu.writeDocs") != null) {
            Files.writeString(page, whole.substring(0, from) + text + whole.substring(to));
        } else {
            assertEquals(text, whole.substring(from, to), () -> page + " is old; write it with -Dcornu.writeDocs");
        }
    }
}
