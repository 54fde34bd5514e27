package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do wrong, in all commands, and the one line that they read, word for word, in {@code wrong-inputs.txt}.
 * There a line is a command, the next one its exit code and message. Files in {@code @/} are made here; {@code #/} is
 * the folder of test data.
 */
class WrongInputsTest {
    private static final Path TABLE = Path.of("src/test/resources/io/github/cornu/cli/wrong-inputs.txt");
    private static final List<String> COMMANDS =
            List.of("summary", "predict", "generate", "verify", "convert", "bench", "states", "completion", "help");

    @TempDir
    static Path folder;

    @BeforeAll
    static void files() throws IOException {
        byte[] model = Files.readAllBytes(TestData.sample("echo_one_to_one", "model.h5"));
        Files.write(folder.resolve("model.h5"), model);
        Files.write(folder.resolve("cut.h5"), Arrays.copyOf(model, 3000));
        Npy.write(folder.resolve("x.npy"), Tensor.zeros(5, 1, 1));
        Npy.write(folder.resolve("wide.npy"), Tensor.zeros(5, 1, 3));
        Files.createDirectory(folder.resolve("folder"));
        Map.of(
                        "empty.h5", "",
                        "text.keras", "hello\n",
                        "other.json", "{}",
                        "pointer.h5", "version https://git-lfs.github.com/spec/v1\n",
                        "cut.npz", "PK",
                        "words.csv", "a,b,c\n",
                        "empty.csv", "",
                        "ragged.csv", "1,2\n3\n",
                        "two.csv", "1;2\n",
                        "photo.png", "not a photo")
                .forEach((name, text) -> write(folder.resolve(name), text));
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String there(String text) {
        return text.replace("@/", folder + "/").replace("#/", TestData.ROOT + "/");
    }

    private static Run run(String command) {
        return Run.cornu((Object[]) there(command).substring("cornu ".length()).split(" "));
    }

    @TestFactory
    Stream<DynamicTest> eachSaysWhatIsWrong() throws IOException {
        List<String> lines = table();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 2)
                .map(i -> DynamicTest.dynamicTest(lines.get(i), () -> check(lines.get(i), lines.get(i + 1))));
    }

    private static void check(String command, String expected) {
        Map<String, String> before = TestData.contents(folder);
        Run run = run(command);
        List<String> errors = run.errorLines();
        assertEquals(there(expected), run.exit() + " " + errors.get(0).replaceFirst("^cornu: ", ""));
        assertEquals(run.exit() == Cornu.USAGE ? 2 : 1, errors.size(), run.err());
        assertEquals("", run.out());
        assertEquals(before, TestData.contents(folder));
    }

    @Test
    void thereAreManyOfAllCommands() throws IOException {
        List<String> lines = table();
        assertTrue(lines.size() / 2 >= 60, () -> "wrong inputs: " + lines.size() / 2);
        String all = lines.stream().filter(line -> line.startsWith("cornu ")).collect(Collectors.joining("\n"));
        for (String command : COMMANDS) {
            assertTrue(all.contains("cornu " + command), command);
        }
    }
}
