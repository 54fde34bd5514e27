package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that docs/command.md shows with what they print, and the options that it names. */
class CommandDocsTest {
    private static final Pattern SHOWN = Pattern.compile("```\\n\\$ tools/cornu ([^\\n]*)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)");

    @TempDir
    Path folder;

    private static String text() throws IOException {
        return Files.readString(Path.of("../../docs/command.md"));
    }

    @Test
    void whatIsShownIsPrinted() throws IOException {
        Matcher shown = SHOWN.matcher(text());
        int count = 0;
        for (; shown.find(); count++) {
            String command =
                    shown.group(1).replace("testdata/", TestData.ROOT + "/").replace("/tmp/", folder + "/");
            Run run = Run.cornu((Object[]) command.split(" ")).succeeds();
            assertEquals(shown.group(2), run.out().replace(folder + "/", "/tmp/"));
        }
        assertFalse(count == 0);
    }

    /** The README's command prints what stands below it. */
    @Test
    void theReadmesCommandPrintsWhatItSays() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        Matcher command =
                Pattern.compile("tools/cornu (predict .*) --output y.npy").matcher(readme);
        assertTrue(command.find());
        String arguments = command.group(1).replace("testdata/", TestData.ROOT + "/");
        Run run = Run.cornu((Object[]) (arguments + " --output " + folder.resolve("y.npy")).split(" "));
        String printed = run.succeeds().out().replace(folder + "/", "");
        assertTrue(readme.contains("```\n" + printed + "```"), printed);
    }

    @Test
    void optionsAreThere() throws IOException {
        StringBuilder help = new StringBuilder();
        for (String command : List.of("predict", "generate", "verify", "bench", "convert", "summary")) {
            help.append(Run.cornu(command, "--help").out());
        }
        Matcher options = OPTION.matcher(text());
        while (options.find()) {
            assertTrue(help.indexOf(options.group(1)) >= 0, options.group(1));
        }
    }
}
