package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, version, and what is no command. */
@Tag("smoke")
class UsageTest {
    private final Path model = TestData.sample("echo_one_to_one", "model.h5");

    @Test
    void withoutACommandItExplainsItself() {
        Run run = Run.cornu();
        assertEquals(2, run.exit());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("Usage: cornu "), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "-h", "summary --help", "predict --help", "verify -h", "bench --help", "states --help"
            })
    void helpIsNoError(String args) {
        Run run = Run.cornu((Object[]) args.split(" ")).succeeds();
        assertTrue(run.out().startsWith("Usage: cornu"), run.out());
        assertTrue(run.out().contains("--debug"), run.out());
    }

    @Test
    void helpNamesAllCommands() {
        String help = Run.cornu("--help").out();
        for (String command : List.of("summary", "predict", "verify", "bench", "states", "completion", "help")) {
            assertTrue(help.contains("\n  " + command + " "), help);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "summary --version", "predict --version", "verify -V"})
    void theVersionIsOneLine(String args) {
        Run run = Run.cornu((Object[]) args.split(" ")).succeeds();
        assertEquals(1, run.lines().size());
        assertTrue(run.out().startsWith("cornu "), run.out());
    }

    @Test
    void unknownCommands() {
        Run.cornu("sumary", model).isWrongUsage("unknown command 'sumary'; did you mean summary?", "'cornu --help'");
        Run.cornu("xyz").isWrongUsage("unknown command 'xyz'");
        Run.cornu("--debug").isWrongUsage("command");
    }

    @Test
    void unknownOptions() {
        Run.cornu("--fast").isWrongUsage("--fast");
        Run.cornu("summary", model, "--fast").isWrongUsage("--fast", "'cornu summary --help'");
        Run.cornu("predict", model, "--input=x.npy", "--output=y.npy", "--inputs=x.npy")
                .isWrongUsage("--inputs", "did you mean --input");
        Run.cornu("predict", model, "--inptu=x.npy", "--output=y.npy", "--input=x.npy")
                .isWrongUsage("--inptu", "did you mean --input");
    }

    @Test
    void helpOfACommand() {
        assertEquals(
                Run.cornu("predict", "--help").out(),
                Run.cornu("help", "predict").succeeds().out());
        assertTrue(Run.cornu("help").succeeds().out().startsWith("Usage: cornu "));
        Run.cornu("help", "predikt").isWrongUsage("predikt");
    }

    /** Each example of each help is what the command understands. */
    @ParameterizedTest
    @ValueSource(strings = {"summary", "predict", "generate", "verify", "convert", "bench", "states"})
    void examplesOfTheHelp(String command) {
        List<String> examples = Run.cornu(command, "--help")
                .out()
                .lines()
                .filter(line -> line.startsWith("  cornu " + command + " "))
                .toList();
        assertFalse(examples.isEmpty());
        for (String example : examples) {
            assertTrue(example.length() <= 80, example);
            Object[] args = example.strip().substring("cornu ".length()).split(" ");
            Run run = Run.cornu(args);
            assertEquals(1, run.exit(), example + run.err());
            assertTrue(run.err().contains("there is no such file"), example + run.err());
        }
    }

    /** Descriptions flow, and no ending of files is torn apart. */
    @ParameterizedTest
    @ValueSource(strings = {"summary", "predict", "generate", "verify", "convert", "bench", "states"})
    void helpFitsATerminal(String command) {
        for (String line : Run.cornu(command, "--help").lines()) {
            assertTrue(line.length() <= 80, line);
            assertFalse(line.endsWith(" ."), line);
        }
    }

    @Test
    void completionOfCommandsAndOptions() {
        String script = Run.cornu("completion").succeeds().out();
        for (String word :
                List.of("predict", "generate", "--states-out", "--golden", "--image-size", "_complete_cornu")) {
            assertTrue(script.contains(word), word);
        }
    }

    @Test
    void wrongNumberOfArguments() {
        Run.cornu("summary").isWrongUsage("MODEL");
        Run.cornu("summary", model, "more").isWrongUsage("unexpected argument 'more'");
        Run.cornu("predict", model).isWrongUsage("--input", "--output");
        Run.cornu("predict", model, "--input", "x.npy").isWrongUsage("--output");
        Run.cornu("verify", model).isWrongUsage("--golden");
        Run.cornu("predict", model, "--input", "x.npy", "--output").isWrongUsage("--output");
        Run.cornu("predict", model, "--input", "x.npy", "--input", "y.npy", "--output", "z.npy")
                .isWrongUsage("--input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--batch-size=0", "--batch-size=-3", "--batch-size=ten", "--batch-size=1e3", "--batch-size"})
    void batchSizesThatAreNone(String option) {
        Run.cornu("predict", model, "--input", "x.npy", "--output", "y.npy", option)
                .isWrongUsage("--batch-size", "'cornu predict --help'");
    }

    @Test
    void choicesThatAreNone() {
        Run.cornu("summary", model, "--kernels", "fast").isWrongUsage("--kernels", "fast");
        Run.cornu("summary", model, "--weights", "f16").isWrongUsage("--weights", "f16");
        Run.cornu("summary", model, "--threads", "0").isWrongUsage("--threads must be positive, got 0");
        Run.cornu("summary", model, "--threads", "two").isWrongUsage("--threads", "two");
        Run.cornu("predict", model, "--input", "x.npy", "--output", "y.npy", "--stateful=perhaps")
                .isWrongUsage("--stateful", "perhaps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void filesWithoutAName(String file) {
        Run.cornu("summary", file).isWrongUsage("'" + file + "'");
        Run.cornu("predict", model, "--input", file, "--output", "y.npy").isWrongUsage("--input");
        Run.cornu("predict", model, "--input", "x.npy", "--output", file).isWrongUsage("--output");
    }

    @Test
    void debugShowsTheStackTrace() {
        for (Run run :
                List.of(Run.cornu("--debug", "summary", "none.h5"), Run.cornu("summary", "none.h5", "--debug"))) {
            assertEquals(1, run.exit());
            assertEquals(
                    "cornu: none.h5: there is no such file", run.errorLines().get(0));
            assertTrue(run.err().contains("\tat io.github.cornu."), run.err());
        }
        Run.cornu("summary", "none.h5").fails("none.h5");
    }
}
