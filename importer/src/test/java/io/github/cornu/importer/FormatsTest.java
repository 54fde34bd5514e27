package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.op.custom.JavaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A folder of small files, one for each form that Keras has written, which {@code -Dcornu.formats} names. A file {@code
 * NAME_VERSION.form} has a golden of its own, {@code NAME_VERSION.form.golden.npz}, or one of another form of the same
 * name and version. Weights get the architecture of the whole model of the same name and version. The table of all of
 * them goes to {@code target/formats.txt}.
 */
class FormatsTest {
    private static final String OWN = System.getProperty("cornu.formats");
    private static final Path FOLDER = Path.of(OWN == null ? "../../shared/formats" : OWN);
    private static final Path TABLE = Path.of("target/formats.txt");
    /** So many must be equal; of a folder that somebody names, nothing is known. */
    private static final int EQUAL = OWN == null ? 109 : 0;

    /** What the folder has besides Keras's layers: {@code Lambda(lambda t: t * 2)}, and a class without weights. */
    private static final CustomObjects CUSTOM = CustomObjects.none()
            .registerLambda("lambda", call -> call.add(JavaFunction.ofElements(x -> x * 2), call.input()))
            .register("pkg>My", layer -> call -> call.input());

    private static final Pattern FILE =
            Pattern.compile("(.+?_(?:k\\d|\\d+\\.\\d+\\.\\d+))(_v3|_weights_only)?(\\.weights)?\\.(h5|keras|json)");
    private static final String GOLDEN = ".golden.npz";

    private enum Verdict {
        EQUAL,
        LOADED,
        REFUSED,
        ALONE,
        WRONG
    }

    private record Row(Verdict verdict, String file, String text) {
        @Override
        public String toString() {
            return String.format("%-8s %s: %s", verdict.name().toLowerCase(Locale.ROOT), file, text);
        }
    }

    static boolean areThere() {
        return OWN != null || Files.isDirectory(FOLDER);
    }

    @Test
    @EnabledIf(
            value = "areThere",
            disabledReason = "there is no folder of files of all forms; -Dcornu.formats names one")
    void equalTheirGoldensOrAreRefused() throws IOException {
        Map<String, Path> goldens = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (Path file : all.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(GOLDEN)) {
                    Matcher matcher = FILE.matcher(name.substring(0, name.length() - GOLDEN.length()));
                    assertTrue(matcher.matches(), name);
                    goldens.put(matcher.group(1), file);
                } else if (FILE.matcher(name).matches()) {
                    files.add(file);
                }
            }
        }
        List<Row> rows = files.stream().map(file -> row(file, goldens)).toList();
        List<String> lines = new ArrayList<>(rows.stream().map(Row::toString).toList());
        for (Verdict verdict : Verdict.values()) {
            lines.add(verdict + ": "
                    + rows.stream().filter(row -> row.verdict() == verdict).count());
        }
        Files.write(TABLE, lines);
        assertEquals(
                List.of(),
                rows.stream().filter(row -> row.verdict() == Verdict.WRONG).toList());
        long equal = rows.stream().filter(row -> row.verdict() == Verdict.EQUAL).count();
        assertTrue(equal >= EQUAL, () -> "see " + TABLE);
    }

    private static Row row(Path file, Map<String, Path> goldens) {
        String name = String.valueOf(file.getFileName());
        Matcher matcher = FILE.matcher(name);
        assertTrue(matcher.matches());
        boolean whole = matcher.group(2) == null && matcher.group(3) == null;
        Path architecture = whole(matcher.group(1));
        if (!whole && !Files.exists(architecture)) {
            return new Row(Verdict.ALONE, name, "there is no architecture for it");
        }
        Path golden = goldens.get(matcher.group(1));
        double worst = 0;
        boolean equal = true;
        try {
            for (CompileOptions options : List.of(TestData.SCALAR, TestData.Simd.VECTOR)) {
                Model model = whole
                        ? KerasModels.loader()
                                .options(options)
                                .customObjects(CUSTOM)
                                .load(KerasFile.of(file))
                        : KerasModels.loader()
                                .weights(KerasFile.of(file))
                                .options(options)
                                .customObjects(CUSTOM)
                                .load(KerasFile.of(architecture));
                if (golden == null) {
                    return new Row(Verdict.LOADED, name, "there is no golden");
                }
                for (Comparison comparison : Golden.of(Npz.read(golden)).compare(model)) {
                    worst = Math.max(worst, comparison.relativeError());
                    equal &= isEqual(comparison, name);
                }
            }
        } catch (UnsupportedModelException e) {
            return new Row(Verdict.REFUSED, name, e.getMessage());
        } catch (ModelException e) {
            return new Row(Verdict.WRONG, name, e.getMessage());
        }
        Verdict verdict = equal ? Verdict.EQUAL : Verdict.WRONG;
        return new Row(verdict, name, String.format(Locale.ROOT, "largest relative error %.1e", worst));
    }

    /** The models of number types: that of Keras 3 has a layer in bfloat16, that of Keras 2 layers in float16. */
    private static boolean isEqual(Comparison comparison, String name) {
        return name.startsWith("dtype_")
                ? TestData.isWithinTwoUlps(comparison, name.startsWith("dtype_k3") ? 7 : 10)
                : comparison.isWithin(TestData.TOLERANCE);
    }

    private static Path whole(String name) {
        Path archive = FOLDER.resolve(name + ".keras");
        return Files.exists(archive) ? archive : FOLDER.resolve(name + ".h5");
    }
}
