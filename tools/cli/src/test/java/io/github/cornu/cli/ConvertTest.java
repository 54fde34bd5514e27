package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cornu convert}, and the other commands on what it writes. */
class ConvertTest {
    private final Path model = TestData.sample("stream_online", "model.h5");
    private final Path input = TestData.sample("stream_online", "input.npy");

    @TempDir
    Path folder;

    private Path converted(Object... options) {
        Path target = folder.resolve("m.cornu");
        Object[] args = new Object[3 + options.length];
        args[0] = "convert";
        args[1] = model;
        args[2] = target;
        System.arraycopy(options, 0, args, 3, options.length);
        Run run = Run.cornu(args).succeeds();
        assertTrue(run.out().startsWith("wrote " + target + ": "), run.out());
        return target;
    }

    private Path renamed(Path file) throws IOException {
        return Files.move(file, folder.resolve("model.h5"));
    }

    /** What a file is, its content says. */
    @Test
    void everyCommandTakesIt() throws IOException {
        Path file = renamed(converted());
        assertEquals(
                Run.cornu("summary", model).out(), Run.cornu("summary", file).out());

        Path source = folder.resolve("source.npy");
        Path target = folder.resolve("target.npy");
        Run.cornu("predict", model, "--input", input, "--output", source).succeeds();
        Run.cornu("predict", file, "--input", input, "--output", target).succeeds();
        assertArrayEquals(Files.readAllBytes(source), Files.readAllBytes(target));
    }

    /** The command has none: a program must load such a file. */
    @Test
    void functionsInJavaAreToldByTheirNames() {
        Path file = TestData.ROOT.resolve("cornu/version_1/custom.lambda_k3.f32.cornu");
        Run.cornu("summary", file)
                .fails("custom.lambda_k3.f32.cornu: it needs functions in Java", "'double_and_reverse'");
    }

    @Test
    void itGenerates() throws IOException {
        Path source = TestData.ROOT.resolve("generation/cos_2_layers/model.h5");
        Path start = TestData.ROOT.resolve("generation/cos_2_layers/known.npy");
        Path file = folder.resolve("m.cornu");
        Run.cornu("convert", source, file).succeeds();
        Path one = folder.resolve("one.npy");
        Path other = folder.resolve("other.npy");
        Run.cornu("generate", source, "--input", start, "--steps", 5, "--output", one)
                .succeeds();
        Run.cornu("generate", file, "--input", start, "--steps", 5, "--output", other)
                .succeeds();
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));
    }

    /** The places of layers and the fingerprint of the weights are in the file. */
    @Test
    void statesGoFromOneToTheOther() throws IOException {
        Path source = TestData.ROOT.resolve("states/nested/model.h5");
        Path x = TestData.ROOT.resolve("states/nested/input_1.npy");
        Path file = folder.resolve("m.cornu");
        Run.cornu("convert", source, file).succeeds();
        Path states = folder.resolve("s.h5");
        Path again = folder.resolve("again.h5");
        Path y = folder.resolve("y.npy");
        String size = "--batch-size=" + Rows.of(x);
        Run.cornu("predict", source, "--input", x, "--output", y, "--stateful", "--states-out", states, size)
                .succeeds();
        Run.cornu("predict", file, "--input", x, "--output", y, "--stateful", "--states-out", again, size)
                .succeeds();
        assertEquals(
                Run.cornu("states", states).out(), Run.cornu("states", again).out());
        Run.cornu("predict", file, "--input", x, "--output", y, "--states-in", states, size)
                .succeeds();
    }

    private static final class Rows {
        static int of(Path npy) {
            return Npy.read(npy).shape().length(0);
        }
    }

    private Path golden(float change) {
        Path y = folder.resolve("y.npz");
        Run.cornu("predict", model, "--input", input, "--output", y).succeeds();
        Map<String, Tensor> arrays = new TreeMap<>();
        arrays.put("input_0", Npy.read(input));
        Npz.read(y).forEach((name, tensor) -> arrays.put("output_" + name, tensor));
        arrays.values().forEach(tensor -> {
            if (tensor.shape().rank() == 2) {
                tensor.data()[3] += change;
            }
        });
        Path golden = folder.resolve("g.npz");
        Npz.write(golden, arrays);
        return golden;
    }

    @Test
    void aGoldenIsRecordedAndVerified() {
        Run.cornu("verify", converted()).isWrongUsage("--golden");
        Path file = converted("--golden", golden(0f), "--tolerance", "1e-7");
        Run run = Run.cornu("verify", file).succeeds();
        assertTrue(run.out().startsWith("ok    output 'dense' "), run.out());
        Run compact = Run.cornu("verify", file, "--weights", "int8");
        assertEquals(1, compact.exit());
        assertTrue(compact.out().startsWith("WRONG output 'dense' "), compact.out());
        Run.cornu("verify", file, "--weights", "int8", "--tolerance", "0.1").succeeds();

        Path copy = folder.resolve("copy.cornu");
        Run.cornu("convert", file, copy).succeeds();
        Run.cornu("verify", copy).succeeds();
    }

    @Test
    void aGoldenThatDiffersIsRefused() {
        Path target = folder.resolve("m.cornu");
        Run.cornu("convert", model, target, "--golden", golden(0.5f))
                .fails("m.cornu: it does not give here what is recorded in the file: output 'dense'", "at 3: expected");
        assertFalse(Files.exists(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf16", "int8"})
    void compactWeightsAreThoseOfTheOtherCommands(String form) throws IOException {
        Path one = folder.resolve("one.npy");
        Path other = folder.resolve("other.npy");
        long whole = Files.size(converted());
        Path file = converted("--weights", form);
        assertTrue(Files.size(file) < 0.6 * whole, String.format(Locale.ROOT, "%d of %d", Files.size(file), whole));
        Run.cornu("predict", model, "--weights", form, "--input", input, "--output", one)
                .succeeds();
        Run.cornu("predict", file, "--input", input, "--output", other).succeeds();
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other));

        String another = form.equals("int8") ? "bf16" : "int8";
        Run.cornu("convert", file, folder.resolve("x.cornu"), "--weights", another)
                .fails("m.cornu: its weights are " + form.toUpperCase(Locale.ROOT) + " already");
        Run.cornu("convert", file, folder.resolve("x.cornu")).succeeds();
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("x.cornu")));
    }

    @Test
    void anArchitectureWithWeights() {
        Path form = TestData.ROOT.resolve("forms/paths_k3");
        Path file = folder.resolve("m.cornu");
        Run.cornu("convert", form.resolve("model.weights.h5"), file, "--architecture", form.resolve("model.json"))
                .succeeds();
        Run.cornu("verify", file, "--golden", form.resolve("golden.npz")).succeeds();
    }

    @Test
    void whatCannotBe() throws IOException {
        Path file = converted();
        Run.cornu("summary", file, "--backend", "theano").fails("m.cornu: a .cornu file has no backend");
        Run.cornu("summary", file, "--architecture", model).fails("m.cornu: it is a .cornu file, a whole model");
        Run.cornu("summary", model, "--architecture", file).fails("m.cornu: it is a .cornu file, a whole model");
        Run.cornu("convert", model, folder).fails("it is a directory");
        Run.cornu("convert", model, folder.resolve("none/m.cornu"))
                .fails("m.cornu: it cannot be written: there is no folder");
        Run.cornu("convert", folder.resolve("none.h5"), file).fails("none.h5: there is no such file");
        Run.cornu("convert", model).isWrongUsage("OUT.cornu");
        Run.cornu("convert", model, file, "--tolerance", "-1").isWrongUsage("--tolerance");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Run.cornu("summary", Files.write(file, bytes)).fails("m.cornu: the file is damaged: its checksum is wrong");
    }
}
