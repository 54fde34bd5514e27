package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.graph.ModelException;
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

/**
 * Trained models that people have, each with what Keras computes: a folder a case, which {@code -Dcornu.real} names; in it
 * {@code model.h5}, or {@code model.json} and {@code weights.h5}. The table of all of them goes to {@code target/real-models.txt}.
 */
class RealModelsTest {
    private static final String OWN = System.getProperty("cornu.real");
    private static final Path FOLDER = Path.of(OWN == null ? "../../shared/real" : OWN);
    private static final Path TABLE = Path.of("target/real-models.txt");
    /** So many must be equal; of a folder that somebody names, nothing is known. */
    private static final int EQUAL = OWN == null ? 246 : 0;

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
        double worst = 0;
        try {
            for (CompileOptions options : List.of(TestData.SCALAR, TestData.VECTOR)) {
                worst = Math.max(worst, error(folder, options));
            }
        } catch (ModelException e) {
            return new Row(Verdict.REFUSED, name, e.getMessage());
        }
        boolean equal = worst <= Double.parseDouble(tolerance.group(1));
        Verdict verdict = equal ? Verdict.EQUAL : meta.contains("golden_doubtful") ? Verdict.DOUBTFUL : Verdict.WRONG;
        return new Row(verdict, name, String.format("largest error %.1e, allowed %s", worst, tolerance.group(1)));
    }

    private static Model load(Path folder, CompileOptions options) {
        Path whole = folder.resolve("model.h5");
        return Files.exists(whole)
                ? KerasModels.load(whole, options)
                : KerasModels.loadWithWeights(folder.resolve("model.json"), folder.resolve("weights.h5"), options);
    }

    private static double error(Path folder, CompileOptions options) {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        Npz.read(folder.resolve("in.npz"))
                .forEach((key, tensor) -> arrays.put(
                        key.startsWith("in2_") ? "call2_input_" + key.substring(4) : "input_" + key, tensor));
        Npz.read(folder.resolve("out.npz")).forEach((key, tensor) -> {
            Matcher output = OUTPUT.matcher(key);
            if (output.matches()) {
                String call = output.group(1) == null ? "" : output.group(1);
                arrays.put(call + "output_" + output.group(2), tensor);
            }
        });
        return Golden.of(arrays).compare(load(folder, options)).stream()
                .mapToDouble(Comparison::error)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
