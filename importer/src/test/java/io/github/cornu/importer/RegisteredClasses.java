package io.github.cornu.importer;

import io.github.cornu.importer.layer.registry.LayerRegistry;
import io.github.cornu.importer.layer.registry.LayerTrait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The layer classes that {@link LayerRegistry} has a literal {@code case} for. */
public final class RegisteredClasses {
    private static final Path SOURCE =
            Path.of("src/main/java/io/github/cornu/importer/layer/registry/LayerRegistry.java");
    private static final Pattern CASE = Pattern.compile("\\bcase ((?:\"\\w+\",\\s*)*\"\\w+\") ->");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");

    private RegisteredClasses() {}

    /** All entries, by the name of their class. */
    public static Map<String, LayerRegistry.Entry> all() throws IOException {
        Map<String, LayerRegistry.Entry> entries = new TreeMap<>();
        for (MatchResult labels :
                CASE.matcher(Files.readString(SOURCE)).results().toList()) {
            for (MatchResult name : NAME.matcher(labels.group(1)).results().toList()) {
                entries.put(name.group(1), LayerRegistry.find(name.group(1)));
            }
        }
        return entries;
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
