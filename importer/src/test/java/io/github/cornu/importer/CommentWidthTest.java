package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Comments are within 120 columns, in all sources that are written by hand. The formatter does not look at them. */
class CommentWidthTest {
    private static final int COLUMNS = 120;
    private static final Pattern COMMENT = Pattern.compile("\\s*(\\*|//|/\\*\\*).*");

    @Test
    void commentsAreWithinTheColumns() throws IOException {
        List<String> wide = new ArrayList<>();
        for (String folder : List.of(
                "runtime/src",
                "importer/src",
                "layers/src",
                "hub/src",
                "tools/cli/src",
                "tools/testkit/src",
                "tools/bench/src",
                "connectors")) {
            try (Stream<Path> files = Files.walk(Path.of("..", folder))) {
                for (Path file : files.filter(CommentWidthTest::isWritten).toList()) {
                    for (String line : Files.readAllLines(file)) {
                        if (line.length() > COLUMNS && COMMENT.matcher(line).matches()) {
                            wide.add(file + ": " + line.strip());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wide);
    }

    private static boolean isWritten(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("generated");
    }
}
