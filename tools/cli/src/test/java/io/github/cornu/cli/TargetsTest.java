package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files to write that are files of the same call, or models, or no files: nothing is written, and nothing computed. */
class TargetsTest {
    private static final Path STATES = TestData.ROOT.resolve("states/gru");

    @TempDir
    Path folder;

    private Path model;
    private Path input;

    @BeforeEach
    void files() throws IOException {
        model = Files.copy(STATES.resolve("model.h5"), folder.resolve("model.h5"));
        input = Files.copy(STATES.resolve("input_1.npy"), folder.resolve("x.npy"));
    }

    private interface Check {
        void accept(Run run);
    }

    private void unchanged(Check check, Object... args) {
        Map<String, String> before = TestData.contents(folder);
        check.accept(Run.cornu(args));
        assertEquals(before, TestData.contents(folder));
    }

    private void isWrong(String problem, Object... args) {
        unchanged(run -> run.isWrongUsage(problem), args);
    }

    private void fails(String problem, Object... args) {
        unchanged(run -> run.fails(problem), args);
    }

    /** All names of one file: other spellings, symbolic links to it and to its folder, hard links. */
    private List<Path> names(Path file, String ending) throws IOException {
        String name = file.getFileName().toString();
        Path symbolic = Files.createSymbolicLink(folder.resolve("symbolic" + ending), file.getFileName());
        Path hard = Files.createLink(folder.resolve("hard" + ending), file);
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
        Path relative = Path.of("").toAbsolutePath().relativize(file.toAbsolutePath());
        return List.of(file, folder.resolve("./" + name), symbolic, hard, linked.resolve(name), relative);
    }

    @Test
    void theModelIsNotWhatItIsConvertedTo() throws IOException {
        for (Path target : names(model, ".h5")) {
            isWrong("OUT.cornu and MODEL are the same file: " + target, "convert", model, target);
        }
    }

    @Test
    void norAnArchitectureNorAGolden() throws IOException {
        Path json = Files.writeString(folder.resolve("model.json"), "{}");
        Path golden = Files.writeString(folder.resolve("g.npz"), "golden");
        isWrong("OUT.cornu and --architecture are the same", "convert", model, json, "--architecture", json);
        isWrong("OUT.cornu and --golden are the same file", "convert", model, golden, "--golden", golden);
    }

    @Test
    void aCornuFileIsNotConvertedToItself() {
        Path file = folder.resolve("m.cornu");
        Run.cornu("convert", model, file).succeeds();
        isWrong("OUT.cornu and MODEL are the same file", "convert", file, file, "--weights", "int8");
        Run.cornu("convert", model, file).succeeds();
    }

    @Test
    void aFolderOfAModelIsLeftAlone() throws IOException {
        Path unzipped = Files.createDirectory(folder.resolve("unzipped"));
        Path archive = TestData.ROOT.resolve("forms/paths_k3/model.keras");
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(unzipped.resolve(entry.getName()), zip.readAllBytes());
            }
        }
        for (String member : List.of("config.json", "metadata.json", "model.weights.h5")) {
            Path target = unzipped.resolve(member);
            isWrong("OUT.cornu is in the folder of MODEL: " + target, "convert", unzipped, target);
        }
        fails("unzipped: it cannot be written: it is a directory", "convert", model, unzipped);
        Run.cornu("convert", unzipped, unzipped.resolve("m.cornu")).succeeds();
    }

    @Test
    void noModelIsReplacedByAnother() throws IOException {
        Path forms = TestData.ROOT.resolve("forms/paths_k3");
        for (String form :
                List.of("model.keras", "model.h5", "model.weights.h5", "model.json", "sharded.weights.json")) {
            Path trained = folder.resolve("precious.cornu");
            Files.copy(forms.resolve(form), trained);
            if (!form.startsWith("sharded")) {
                fails(
                        "precious.cornu: it cannot be written: a model is there, which is not replaced",
                        "convert",
                        model,
                        trained);
            }
            Files.delete(trained);
        }
    }

    @Test
    void statesReplaceNoModel() throws IOException {
        Path y = folder.resolve("y.npy");
        for (Path target : names(model, ".h5")) {
            isWrong(
                    "--states-out and MODEL are the same file: " + target,
                    "predict",
                    model,
                    "--input",
                    input,
                    "--output",
                    y,
                    "--states-out",
                    target);
        }
        isWrong(
                "--states-out and --input are the same file: " + input,
                "predict",
                model,
                "--input",
                input,
                "--output",
                y,
                "--states-out",
                input);
        Path another = Files.copy(TestData.sample("echo_one_to_one", "model.h5"), folder.resolve("another.h5"));
        Path cornu = folder.resolve("m.cornu");
        Run.cornu("convert", model, cornu).succeeds();
        for (Path target : List.of(another, cornu)) {
            for (String command : List.of("predict", "generate")) {
                // The model is not even looked for.
                fails(
                        target.getFileName() + ": it cannot be written: a model is there, which is not replaced",
                        command,
                        folder.resolve("none.h5"),
                        "--input",
                        input,
                        "--output",
                        y,
                        "--states-out",
                        target,
                        command.equals("predict") ? "--batch-size=1" : "--steps=1");
            }
        }
    }

    @Test
    void theInputIsNotTheOutput() throws IOException {
        for (Path target : names(input, ".npy")) {
            isWrong(
                    "--output and --input are the same file: " + target,
                    "predict",
                    model,
                    "--input",
                    input,
                    "--output",
                    target);
            isWrong(
                    "--output and --input are the same file: " + target,
                    "generate",
                    model,
                    "--steps",
                    2,
                    "--input",
                    input,
                    "--output",
                    target);
        }
    }

    @Test
    void statesAreNotTheOutput() throws IOException {
        Path states = Files.copy(STATES.resolve("python_states.h5"), folder.resolve("s.npy"));
        for (Path target : names(states, ".npy")) {
            isWrong(
                    "--output and --states-in are the same file: " + target,
                    "predict",
                    model,
                    "--input",
                    input,
                    "--output",
                    target,
                    "--states-in",
                    states);
        }
        isWrong(
                "--output and --states-out are the same file: ",
                "predict",
                model,
                "--input",
                input,
                "--output",
                folder.resolve("new.npy"),
                "--states-out",
                folder.resolve("linked/new.npy"));
    }

    @Test
    void statesGoOnInOneFile() throws IOException {
        Path next = STATES.resolve("input_2.npy");
        Path one = folder.resolve("one.h5");
        Path other = folder.resolve("other.h5");
        Path y = folder.resolve("y.npy");
        Path z = folder.resolve("z.npy");
        Run.cornu("predict", model, "--input", input, "--output", y, "--states-out", one)
                .succeeds();
        Run.cornu("predict", model, "--input", next, "--output", y, "--states-in", one, "--states-out", other)
                .succeeds();
        Run.cornu("predict", model, "--input", next, "--output", z, "--states-in", one, "--states-out", one)
                .succeeds();
        assertArrayEquals(Files.readAllBytes(y), Files.readAllBytes(z));
        assertArrayEquals(Files.readAllBytes(other), Files.readAllBytes(one));
    }

    @Test
    void pagesReplaceNothingThatIsRead() throws IOException {
        Path golden = folder.resolve("g.html");
        Files.writeString(golden, "golden");
        isWrong("--report and --golden are the same", "verify", model, "--golden", golden, "--report", golden);
        Path page = Files.createLink(folder.resolve("model.html"), model);
        isWrong("--html and MODEL are the same file: " + page, "summary", model, "--html", page);
        Path dot = folder.resolve("page.dot");
        Files.createLink(dot, golden);
        isWrong("--dot and --html are the same file: " + dot, "summary", model, "--html", golden, "--dot", dot);
    }

    @Test
    void devicesAreNoFiles() {
        Path y = folder.resolve("y.npy");
        for (Path device : List.of(Path.of("/dev/null"), Path.of("/dev/full"))) {
            assumeTrue(Files.exists(device));
            fails(
                    device.getFileName() + ": it cannot be written: it is a device, not a file",
                    "predict",
                    model,
                    "--input",
                    input,
                    "--output",
                    y,
                    "--states-out",
                    device);
            fails(device.getFileName() + ": it cannot be written: it is a device", "convert", model, device);
            assertFalse(Files.isRegularFile(device));
        }
        isWrong(
                "--states-out cannot be the standard output; a file of the name '-' is './-'",
                "predict",
                model,
                "--input",
                input,
                "--output",
                y,
                "--states-out",
                "-");
        isWrong("OUT.cornu cannot be the standard output", "convert", model, "-");
    }

    @Test
    void aSymbolicLinkIsFollowedToItsFile() throws IOException {
        Path states = Files.writeString(folder.resolve("s.h5"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("current.h5"), states.getFileName());
        Path y = folder.resolve("y.npy");
        Run.cornu("predict", model, "--input", input, "--output", y, "--states-out", link)
                .succeeds();
        assertTrue(Files.isSymbolicLink(link));
        assertFalse(Files.isSymbolicLink(states));
        Run.cornu("states", states).succeeds();
    }

    @Test
    void withoutSyncTheFilesAreTheSame() throws IOException {
        Path y = folder.resolve("y.npy");
        Path z = folder.resolve("z.npy");
        Run.cornu("predict", model, "--input", input, "--output", y).succeeds();
        Run.cornu("predict", model, "--input", input, "--output", z, "--no-sync")
                .succeeds();
        assertArrayEquals(Files.readAllBytes(y), Files.readAllBytes(z));
        Run.cornu("convert", model, folder.resolve("m.cornu"), "--no-sync").succeeds();
    }
}
