package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs that cannot be written. */
class BadOutputTest {
    private static final Path ECHO = TestData.sample("echo_one_to_one", "model.h5");
    private static final Path INPUT = TestData.sample("echo_one_to_one", "input.npy");

    @TempDir
    Path folder;

    private void fails(Path output, String... parts) {
        Map<String, String> before = TestData.contents(folder);
        Run.cornu("predict", ECHO, "--input", INPUT, "--output", output).fails(parts);
        assertEquals(before, TestData.contents(folder));
    }

    @Test
    void aFolderThatIsNotThere() {
        fails(folder.resolve("none/y.npy"), "y.npy: it cannot be written: there is no folder ", "none");
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void aFileAsFolder() throws IOException {
        Files.writeString(folder.resolve("file"), "text");
        fails(folder.resolve("file/y.npy"), "y.npy: it cannot be written: there is no folder ");
    }

    @Test
    void aFolderInItsPlace() throws IOException {
        fails(Files.createDirectory(folder.resolve("y.npy")), "y.npy: it cannot be written: it is a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y.txt", "y.json", "y", "npy.", "y.npy.gz"})
    void anEndingThatIsNotKnown(String name) throws IOException {
        fails(folder.resolve(name), name + ": expected a file that ends in .npy, .npz or .csv");
        Files.writeString(folder.resolve(name), "precious");
        fails(folder.resolve(name), name + ": expected a file that ends in .npy, .npz or .csv");
    }

    @Test
    void aNameThatTheFileSystemRefuses() {
        fails(folder.resolve("y".repeat(300) + ".npy"), "yyy.npy: it cannot be written: ");
    }

    @Test
    void aNameThatIsAsLongAsItMayBe() {
        Path output = folder.resolve("y".repeat(251) + ".npy");
        Run.cornu("predict", ECHO, "--input", INPUT, "--output", output).succeeds();
        assertEquals(2, TestData.contents(folder).size());
    }

    @Test
    void severalOutputsNeedNpz() {
        Path golden = TestData.layer("model/dictionary_k3", "golden.npz");
        Run.cornu("predict", golden.resolveSibling("model.h5"), "--input", golden, "--output", folder.resolve("y.npy"))
                .fails("y.npy: the model has 2 outputs [dense, sum]: use .npz");
        assertEquals(1, TestData.contents(folder).size());
    }
}
