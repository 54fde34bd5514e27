package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        for (String command : List.of("summary", "predict", "verify", "bench", "states")) {
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
        Run.cornu("sumary", model).isWrongUsage("unknown command 'sumary'", "'cornu --help'");
        Run.cornu("--debug").isWrongUsage("command");
    }

    @Test
    void unknownOptions() {
        Run.cornu("--fast").isWrongUsage("--fast");
        Run.cornu("summary", model, "--fast").isWrongUsage("--fast", "'cornu summary --help'");
        Run.cornu("predict", model, "--input=x.npy", "--output=y.npy", "--inputs=x.npy")
                .isWrongUsage("--inputs");
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
