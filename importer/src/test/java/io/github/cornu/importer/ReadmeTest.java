package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what there is. */
class ReadmeTest {
    private static final List<Path> EXAMPLES = List.of(
            Path.of("src/test/java/io/github/cornu/examples"),
            Path.of("../layers/src/test"),
            Path.of("../hub/src/test"),
            Path.of("../connectors"),
            Path.of("../examples"));
    private static final Path SINGLE_FILE = Path.of("../examples/single-file/Churn.java");
    private static final Path USERS_TEST = Path.of("../examples/regression-test/src/test/java/example/ModelsTest.java");
    private static final Pattern PLUGIN =
            Pattern.compile("(<artifactId>maven-\\w+-plugin</artifactId>)<version>[^<]*</version>");
    private static final Pattern CORNU =
            Pattern.compile("<artifactId>cornu-\\w+</artifactId><version>([^$<]*)</version>");
    /** The versions whose environments tools/fixtures makes. */
    private static final Map<String, String> PINNED = Map.of("2", "2.15.0", "3", "3.15.1");

    private static final Map<String, String> FORMS = new TreeMap<>(Map.of(
            "model.h5", "`model.save(\"model.h5\")`",
            "model.keras", "`model.save(\"model.keras\")`",
            "model.weights.h5", "`model.save_weights(\"model.weights.h5\")`, with an architecture",
            "sharded.weights.json",
                    "`model.save_weights(\"model.weights.json\", max_shard_size=…)`, with an architecture",
            "weights.h5", "`model.save_weights(\"weights.h5\")`, with an architecture"));

    /** A cell is a file in {@code testdata/forms}, which {@link FormsTest} compares with Keras. */
    @Test
    void theTableOfFormsIsThatOfTheTests() throws IOException {
        Docs.assertPart(Docs.FILES, "forms", forms());
    }

    private static String forms() {
        Path folder = TestData.ROOT.resolve("forms");
        List<String> versions = TestData.folders(folder).stream()
                .map(form -> String.valueOf(form.getFileName()))
                .filter(form -> form.startsWith("paths_k"))
                .map(form -> form.substring("paths_k".length()))
                .sorted(Comparator.comparing((String version) -> PINNED.getOrDefault(version, version)))
                .toList();
        StringBuilder table = new StringBuilder("| form |");
        versions.forEach(version -> table.append(" Keras ")
                .append(PINNED.getOrDefault(version, version))
                .append(" |"));
        table.append("\n|---|").append("---|".repeat(versions.size())).append('\n');
        FORMS.forEach((file, form) -> {
            table.append("| ").append(form).append(" |");
            for (String version : versions) {
                boolean isThere = TestData.folders(folder).stream()
                        .anyMatch(path -> path.toString().endsWith("_k" + version) && Files.exists(path.resolve(file)));
                table.append(isThere ? " yes |" : " not written |");
            }
            table.append('\n');
        });
        return table.toString();
    }

    /**
     * Every Java block stands in an example too, between two lines {@code // README}, or is the test of a user's
     * project.
     */
    @Test
    void theProgramsAreTheTestedOnes() throws IOException {
        Set<String> tested = new TreeSet<>();
        for (Path folder : EXAMPLES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String[] parts = Files.readString(file).split(" *// README\n");
                    for (int i = 1; i < parts.length; i += 2) {
                        tested.add(parts[i].stripTrailing().stripIndent() + "\n");
                    }
                }
            }
        }
        tested.add(Files.readString(USERS_TEST));
        String single = Files.readString(SINGLE_FILE);
        tested.add(single);
        int count = 0;
        for (Path page : pages()) {
            String[] parts = Files.readString(page).split("```java\n");
            for (String part : Arrays.asList(parts).subList(1, parts.length)) {
                String shown = part.substring(0, part.indexOf("```"));
                assertTrue(tested.contains(shown), () -> page + ": no example has\n" + shown);
                count++;
            }
        }
        assertTrue(count > 15);
    }

    /** What the sentence below the table of layers in 16 bits calls refused is not in the table. */
    @Test
    void layersThatAreRefusedIn16BitsAreNotInTheTable() throws IOException {
        String page = Files.readString(Docs.LAYERS);
        Matcher table = Pattern.compile("\\| in 16 bits \\|[^#]*?\\n\\| layers \\| (.*) \\|")
                .matcher(page);
        Matcher sentence = Pattern.compile("All others are refused in 16 bits, (.*) among them")
                .matcher(page);
        assertTrue(table.find() && sentence.find());
        List<String> layers = List.of(table.group(1).split(", "));
        assertTrue(layers.contains("LSTM"));
        Matcher names = Pattern.compile("`(\\w+)`").matcher(sentence.group(1));
        int count = 0;
        for (; names.find(); count++) {
            assertTrue(!layers.contains(names.group(1)), names.group(1));
        }
        assertTrue(count > 0);
    }

    @Test
    void thePomOfRegressionTestsIsThatOfTheExample() throws IOException {
        String pom = Files.readString(Path.of("../examples/regression-test/pom.xml"));
        Docs.assertPart(Docs.REGRESSION_TESTS, "pom", "```xml\n" + pom + "```\n");
    }

    /** Whole poms in the pages have the versions that Cornu itself is built with. */
    @Test
    void versionsInPagesAreThoseOfTheBuild() throws IOException {
        String build = Files.readString(Path.of("../pom.xml")).replaceAll(">\\s+<", "><");
        int count = 0;
        for (Path page : pages()) {
            String text = Files.readString(page).replaceAll(">\\s+<", "><");
            Matcher matcher = PLUGIN.matcher(text);
            while (matcher.find()) {
                assertTrue(build.contains(matcher.group()) || !build.contains(matcher.group(1)), matcher.group());
                count++;
            }
            Matcher cornu = CORNU.matcher(text);
            while (cornu.find()) {
                assertTrue(build.contains("<artifactId>cornu</artifactId><version>" + cornu.group(1)), page::toString);
            }
        }
        assertTrue(count > 3);
    }

    /** The README and all pages below docs. */
    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(Docs.FILES.getParent())) {
            return Stream.concat(
                            Stream.of(Docs.README),
                            pages.filter(page -> page.toString().endsWith(".md")))
                    .toList();
        }
    }

    @Test
    void theReadmeIsOnePage() throws IOException {
        assertTrue(Files.size(Docs.README) <= 8000, "bytes: " + Files.size(Docs.README));
    }
}
