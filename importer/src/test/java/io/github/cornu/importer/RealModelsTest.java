package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trained models that people have, each with what Keras computes: a folder a case, which {@code -Dcornu.real} names; in
 * it {@code model.h5}, or {@code model.json} and {@code weights.h5}. The table of all of them goes to {@code
 * target/real-models.txt}.
 */
class RealModelsTest {
    private static final String OWN = System.getProperty("cornu.real");
    private static final Path FOLDER = Path.of(OWN == null ? "../../shared/real" : OWN);
    private static final Path TABLE = Path.of("target/real-models.txt");
    private static final Path CORNU_TABLE = Path.of("target/real-cornu-files.txt");
    /** Bytes of weights from which on what is not weights does not count. */
    private static final int LARGE = 100_000;
    /** So many must be equal; of a folder that somebody names, nothing is known. */
    private static final int EQUAL = OWN == null ? 257 : 0;

    private static final Pattern TOLERANCE = Pattern.compile("\"tol\": ([0-9.eE+-]+)");
    private static final Pattern OUTPUT = Pattern.compile("(call2_)?o(\\d+)");

    private enum Verdict {
        EQUAL,
        REFUSED,
        DOUBTFUL,
        WRONG
    }

    private record Row(Verdict verdict, String name, String text) {
        @Override
        public String toString() {
            return String.format("%-8s %s: %s", verdict.name().toLowerCase(Locale.ROOT), name, text);
        }
    }

    static boolean areThere() {
        return OWN != null || Files.isDirectory(FOLDER);
    }

    @Test
    @EnabledIf("areThere")
    void equalTheirGoldensOrAreRefused() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path folder : TestData.folders(FOLDER)) {
            rows.add(row(folder));
        }
        List<String> lines = new ArrayList<>(rows.stream().map(Row::toString).toList());
        for (Verdict verdict : Verdict.values()) {
            lines.add(verdict + ": " + of(verdict, rows).size());
        }
        Files.write(TABLE, lines);
        assertEquals(List.of(), of(Verdict.WRONG, rows));
        assertTrue(of(Verdict.EQUAL, rows).size() >= EQUAL, () -> "see " + TABLE);
    }

    private static List<Row> of(Verdict verdict, List<Row> rows) {
        return rows.stream().filter(row -> row.verdict() == verdict).toList();
    }

    private static Row row(Path folder) throws IOException {
        String name = String.valueOf(folder.getFileName());
        String meta = Files.readString(folder.resolve("meta.json"));
        Matcher tolerance = TOLERANCE.matcher(meta);
        assertTrue(tolerance.find(), () -> name + ": meta.json has no \"tol\"");
        double allowed = Double.parseDouble(tolerance.group(1));
        double worst = 0;
        try {
            for (CompileOptions options : List.of(TestData.SCALAR, TestData.Simd.VECTOR)) {
                worst = Math.max(worst, error(folder, load(folder, null, options)));
            }
        } catch (ModelException e) {
            return new Row(Verdict.REFUSED, name, e.getMessage());
        }
        String text = String.format("largest error %.1e, allowed %s", worst, allowed);
        if (worst > allowed && meta.contains("golden_doubtful")) {
            return doubtful(new Row(Verdict.DOUBTFUL, name, text), folder, allowed);
        }
        return new Row(worst <= allowed ? Verdict.EQUAL : Verdict.WRONG, name, text);
    }

    private static Model load(Path folder, String backend, CompileOptions options) {
        KerasFile known = backend == null ? file(folder) : file(folder).onBackend(backend);
        return isWhole(folder)
                ? KerasModels.loader().options(options).load(known)
                : KerasModels.loader().weights(known).options(options).load(architecture(folder));
    }

    private static boolean isWhole(Path folder) {
        return Files.exists(folder.resolve("model.h5"));
    }

    private static KerasFile file(Path folder) {
        return KerasFile.of(folder.resolve(isWhole(folder) ? "model.h5" : "weights.h5"));
    }

    private static KerasFile architecture(Path folder) {
        return KerasFile.of(folder.resolve("model.json"));
    }

    /**
     * From a {@code .cornu} file each gives the bits that it gives from its own; and it is hardly larger than the
     * weights.
     */
    @Test
    @EnabledIf("areThere")
    void theirCornuFilesGiveTheSameBits(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Path model : TestData.folders(FOLDER)) {
            Model source;
            try {
                source = load(model, null, TestData.SCALAR);
            } catch (ModelException e) {
                continue;
            }
            Path file = folder.resolve("m.cornu");
            if (isWhole(model)) {
                KerasModels.loader().convert(file(model), file, ConvertOptions.defaults());
            } else {
                KerasModels.loader().weights(file(model)).convert(architecture(model), file, ConvertOptions.defaults());
            }
            Model converted = Model.load(file, TestData.SCALAR);
            boolean same = outputs(model, source).equals(outputs(model, converted))
                    && source.newSession().state().equals(converted.newSession().state());
            long weights = Float.BYTES
                    * source.layers().stream()
                            .filter(layer -> !layer.path().contains("/"))
                            .mapToLong(LayerInfo::parameters)
                            .sum();
            long size = Files.size(file);
            String line = String.format(
                    Locale.ROOT,
                    "%s %s: %d bytes, weights %d",
                    same ? "same" : "OTHER",
                    model.getFileName(),
                    size,
                    weights);
            lines.add(line);
            // What is not weights is some hundred bytes for each layer.
            if (!same || weights > LARGE && size > 1.02 * weights) {
                wrong.add(line);
            }
        }
        Files.write(CORNU_TABLE, lines);
        assertEquals(List.of(), wrong);
    }

    private static List<Tensor> outputs(Path folder, Model model) {
        List<Tensor> outputs = new ArrayList<>();
        Session session = model.newSession();
        for (Golden.Call call : golden(folder).calls()) {
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; i < model.inputs().size(); i++) {
                inputs.add(call.inputs().get(String.valueOf(i)));
            }
            outputs.addAll(session.run(inputs));
        }
        return outputs;
    }

    /** Kernels of Theano, which the golden's Keras did not turn around: without turning, ours is equal to it. */
    private static Row doubtful(Row row, Path folder, double allowed) {
        double error = error(folder, load(folder, "tensorflow", TestData.SCALAR));
        String text = row.text() + "; with kernels as on TensorFlow " + String.format("%.1e", error);
        return new Row(error <= allowed ? row.verdict() : Verdict.WRONG, row.name(), text);
    }

    private static double error(Path folder, Model model) {
        return golden(folder).compare(model).stream()
                .mapToDouble(RealModelsTest::error)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The tolerances are absolute: an output above ten may be off by as much as one of ten, in proportion. */
    private static double error(Comparison comparison) {
        return comparison.error() / Math.max(1, comparison.largest() / 10);
    }

    private static Golden golden(Path folder) {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        Map<String, Tensor> inputs = Npz.read(folder.resolve("in.npz"));
        inputs.forEach((key, tensor) -> arrays.put(
                key.startsWith("in2_")
                        ? "call2_input_" + key.substring(4)
                        : "input_" + (inputs.size() == 1 ? "0" : key),
                tensor));
        Npz.read(folder.resolve("out.npz")).forEach((key, tensor) -> {
            Matcher output = OUTPUT.matcher(key);
            if (output.matches()) {
                String call = output.group(1) == null ? "" : output.group(1);
                arrays.put(call + "output_" + output.group(2), tensor);
            }
        });
        return Golden.of(arrays);
    }
}
