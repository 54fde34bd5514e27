package io.github.cornu.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.CompileOptions;
import io.github.cornu.Golden;
import io.github.cornu.GoldenResult;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Tolerance;
import io.github.cornu.importer.KerasLoader;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests that models give what Keras gave, one for each golden below a folder. {@code make_golden.py} writes the
 * goldens: {@code churn.golden.npz} belongs to {@code churn.h5} or {@code churn.keras} beside it, so does {@code
 * churn.NAME.golden.npz}; {@code golden.npz} belongs to {@code model.h5} or {@code model.keras}.
 *
 * <pre>{@code
 * class ModelsTest {
 *     @TestFactory
 *     Stream<DynamicTest> everyNumberEqualsKeras() {
 *         return KerasGoldens.in("src/test/models").tests();
 *     }
 * }
 * }</pre>
 *
 * <p>A test fails with the first layer that differs, where, by how much, and what differs after it. A folder without
 * goldens fails too, and so does a pattern that none of them matches. Immutable.
 */
public final class KerasGoldens {
    /** 1e-5 of the largest value of a tensor. */
    public static final Tolerance DEFAULT_TOLERANCE = Tolerance.relative(1e-5);

    private static final String SUFFIX = "golden.npz";
    private static final List<String> ENDINGS = List.of(".h5", ".keras", ".hdf5", ".cornu");

    private final Path folder;
    private final String pattern;
    private final Tolerance tolerance;
    private final KerasLoader loader;

    private KerasGoldens(Path folder, String pattern, Tolerance tolerance, KerasLoader loader) {
        this.folder = folder;
        this.pattern = pattern;
        this.tolerance = tolerance;
        this.loader = loader;
    }

    /**
     * The goldens below a folder, whose path starts where the tests run: with Maven and Gradle at the module's folder.
     */
    public static KerasGoldens in(String folder) {
        return in(Path.of(folder));
    }

    /** The goldens below a folder. */
    public static KerasGoldens in(Path folder) {
        return new KerasGoldens(
                Objects.requireNonNull(folder, "folder"), null, DEFAULT_TOLERANCE, KerasModels.loader());
    }

    /** With another tolerance than {@link #DEFAULT_TOLERANCE}. */
    public KerasGoldens within(Tolerance other) {
        return new KerasGoldens(folder, pattern, Objects.requireNonNull(other, "other"), loader);
    }

    /**
     * Only goldens whose path below the folder matches a glob, {@code churn.*} or {@code **}{@code /small/*}, as {@link
     * java.nio.file.FileSystem#getPathMatcher} has it. Where none does, a test fails.
     */
    public KerasGoldens matching(String glob) {
        return new KerasGoldens(folder, Objects.requireNonNull(glob, "glob"), tolerance, loader);
    }

    /** With models that are compiled in another way, for instance with {@link CompileOptions#withWeights}. */
    public KerasGoldens compiledWith(CompileOptions options) {
        return loadedBy(loader.options(options));
    }

    /**
     * With models that are loaded in another way than by {@link KerasModels#load(Path)}, for instance with layers of
     * your own: {@code KerasModels.loader().customObjects(custom)}.
     */
    public KerasGoldens loadedBy(KerasLoader other) {
        return new KerasGoldens(folder, pattern, tolerance, Objects.requireNonNull(other, "other"));
    }

    /** For {@link org.junit.jupiter.api.TestFactory}: a test for each golden, or one that fails if there is none. */
    public Stream<DynamicTest> tests() {
        if (!Files.isDirectory(folder)) {
            return fails(folder + ": there is no such folder; the tests run in "
                    + Path.of("").toAbsolutePath());
        }
        List<Path> goldens;
        try (Stream<Path> files = Files.walk(folder)) {
            goldens = files.filter(KerasGoldens::isGolden).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (goldens.isEmpty()) {
            return fails(folder + ": there is no *." + SUFFIX + " in this folder; make_golden.py writes them");
        }
        List<Path> chosen = goldens.stream().filter(this::matches).toList();
        if (chosen.isEmpty()) {
            return fails(folder + ": none of the " + goldens.size() + " goldens in this folder matches '" + pattern
                    + "', the first of which is " + folder.relativize(goldens.get(0)));
        }
        return chosen.stream()
                .map(golden -> dynamicTest(folder.relativize(golden).toString(), golden.toUri(), () -> check(golden)));
    }

    private boolean matches(Path golden) {
        return pattern == null
                || folder.getFileSystem().getPathMatcher("glob:" + pattern).matches(folder.relativize(golden));
    }

    private Stream<DynamicTest> fails(String message) {
        return Stream.of(dynamicTest(folder.toString(), () -> Assertions.fail(message)));
    }

    private static boolean isGolden(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals(SUFFIX) || name.endsWith("." + SUFFIX);
    }

    private void check(Path file) {
        Path model = modelOf(file);
        Golden golden = read(file);
        GoldenResult result = GoldenResult.of(golden, loader.load(model), tolerance);
        if (golden.hasLayers() && !loader.options().keepLayers()) {
            // Compiled apart: keeping the layers changes what is computed.
            Model apart = loader.options(loader.options().withKeepLayers(true)).load(model);
            result = result.withLayersOf(GoldenResult.of(golden, apart, tolerance));
        }
        KerasAssertions.assertEqual(result, name(model), name(file));
    }

    /** The model that a golden was made of. */
    private static Path modelOf(Path golden) {
        String stem = name(golden).equals(SUFFIX)
                ? "model"
                : name(golden).substring(0, name(golden).length() - SUFFIX.length() - 1);
        for (String name = stem; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            for (String ending : ENDINGS) {
                Path model = golden.resolveSibling(name + ending);
                if (Files.exists(model)) {
                    return model;
                }
            }
        }
        return Assertions.fail(golden + ": there is no model " + stem + ".h5 or " + stem + ".keras beside it");
    }

    static Golden read(Path file) {
        try {
            return Golden.of(Npz.read(file));
        } catch (ModelException e) {
            throw e.in(name(file));
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
