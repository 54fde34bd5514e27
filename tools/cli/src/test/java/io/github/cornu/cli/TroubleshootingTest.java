package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that docs/troubleshooting.md explains are those that the program has. */
class TroubleshootingTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern MESSAGE = Pattern.compile("^\\| `([^`]*)` \\|", Pattern.MULTILINE);
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : List.of("runtime", "importer", "tools/cli", "tools/testkit")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return JOINED.matcher(all).replaceAll("");
    }

    @Test
    void messagesAreThoseOfTheProgram() throws IOException {
        String sources = sources();
        Matcher messages = MESSAGE.matcher(Files.readString(ROOT.resolve("docs/troubleshooting.md")));
        int count = 0;
        for (; messages.find(); count++) {
            assertTrue(sources.contains(messages.group(1)), messages.group(1));
        }
        assertTrue(count > 15);
    }
}
