package io.github.cornu.importer;

import io.github.cornu.importer.layer.LayerEntry;
import io.github.cornu.importer.layer.LayerTrait;
import io.github.cornu.importer.layer.registry.LayerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The layer classes that some package of layers has a literal {@code case} for. */
public final class RegisteredClasses {
    private static final Path LAYERS = Path.of("src/main/java/io/github/cornu/importer/layer");
    private static final String REGISTRY = "public static LayerEntry find(String className) {\n        return switch";
    private static final Pattern CASE = Pattern.compile("\\bcase ((?:\"\\w+\",\\s*)*\"\\w+\") ->");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");

    private RegisteredClasses() {}

    /** All entries, by the name of their class. */
    public static Map<String, LayerEntry> all() throws IOException {
        Map<String, LayerEntry> entries = new TreeMap<>();
        for (Set<String> names : families().values()) {
            names.forEach(name -> entries.put(name, LayerRegistry.find(name)));
        }
        return entries;
    }

    /** The names of the classes by family: the package that has them. */
    static Map<String, Set<String>> families() throws IOException {
        Map<String, Set<String>> families = new TreeMap<>();
        try (Stream<Path> files = Files.walk(LAYERS, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String source = Files.readString(file);
                if (source.contains(REGISTRY)) {
                    String family = file.getParent().getFileName().toString();
                    families.computeIfAbsent(family, name -> new TreeSet<>()).addAll(names(source));
                }
            }
        }
        return families;
    }

    private static Set<String> names(String source) {
        Set<String> names = new TreeSet<>();
        for (MatchResult labels : CASE.matcher(source).results().toList()) {
            NAME.matcher(labels.group(1)).results().forEach(name -> names.add(name.group(1)));
        }
        return names;
    }

    /** The names of the classes with a trait. */
    public static Set<String> with(LayerTrait trait) throws IOException {
        Set<String> names = new TreeSet<>();
        all().forEach((name, entry) -> {
            if (entry.traits().contains(trait)) {
                names.add(name);
            }
        });
        return names;
    }
}
