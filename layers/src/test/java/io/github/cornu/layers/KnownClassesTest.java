package io.github.cornu.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The table in docs/custom-layers.md: its classes are those of the code, each with a folder of goldens. */
class KnownClassesTest {
    private static final Path SOURCE = Path.of("src/main/java/io/github/cornu/layers/KnownClasses.java");
    private static final Path PAGE = Path.of("../docs/custom-layers.md");
    private static final Path GOLDENS = Path.of("../testdata/common");
    /** Of a class, but not of one that is inside another. */
    private static final Pattern CASE = Pattern.compile("(?:case |,\\s+)\"(?:Addons>)?(\\w+)\"");

    @Test
    void theTableHasTheClassesOfTheCode() throws IOException {
        Set<String> known = CASE.matcher(Files.readString(SOURCE))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = new TreeSet<>();
        for (String line : rows()) {
            names(line.split("\\|")[1]).forEach(listed::add);
        }
        assertEquals(known, listed);
    }

    @Test
    void layersOfKerasHubAreLeftToIt() throws IOException {
        for (String name : CASE.matcher(Files.readString(SOURCE))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("RotaryEmbedding"))
                .toList()) {
            for (String start : List.of("keras_hub>", "keras_nlp>", "keras_hub.src.layers>", "cornu_hub>")) {
                assertNull(KnownClasses.find(start + name, null), start + name);
            }
        }
    }

    /** Its package tells that it is the one that drops in training only. */
    @Test
    void dropPathOfKerasCvNeedsNoChoice() {
        assertEquals(DropPath.TRAINING_ONLY, KnownClasses.find("keras_cv>DropPath", null));
    }

    /** Of a row whose classes are refused, there are none. */
    @Test
    void eachClassHasGoldens() throws IOException {
        Set<String> without = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        for (String line : rows()) {
            String[] columns = line.split("\\|");
            String folder = columns[4].strip();
            boolean refused = columns[3].strip().startsWith("refused");
            assertEquals(refused, folder.equals("—"), line);
            if (!refused) {
                named.add(folder);
                String configs = configs(GOLDENS.resolve(folder));
                names(columns[1])
                        .filter(name -> !Pattern.compile("\"class_name\": ?\"([\\w.-]+>)?" + name + "\"")
                                .matcher(configs)
                                .find())
                        .forEach(without::add);
            }
        }
        assertEquals(Set.of(), without);
        Set<String> folders = new TreeSet<>();
        try (Stream<Path> all = Files.list(GOLDENS)) {
            all.filter(Files::isDirectory).forEach(folder -> folders.add(String.valueOf(folder.getFileName())));
        }
        assertEquals(folders, named);
    }

    private static Stream<String> names(String column) {
        return Pattern.compile("`(\\w+)`").matcher(column).results().map(found -> found.group(1));
    }

    /** The configs of all models in a folder, and, of HDF5 files, what is around them. */
    private static String configs(Path folder) throws IOException {
        StringBuilder configs = new StringBuilder();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.equals("model.h5")) {
                    configs.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                } else if (name.equals("model.keras")) {
                    try (ZipFile archive = new ZipFile(file.toFile())) {
                        configs.append(new String(
                                archive.getInputStream(archive.getEntry("config.json"))
                                        .readAllBytes(),
                                StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return configs.toString();
    }

    private static Set<String> rows() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("<!-- common: begin -->"), page.indexOf("<!-- common: end -->"));
        Set<String> rows =
                table.lines().filter(line -> line.startsWith("| `")).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(rows.size() > 1);
        return rows;
    }
}
