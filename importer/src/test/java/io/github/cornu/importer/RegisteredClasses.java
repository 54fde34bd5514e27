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
    /** A case, and the first layer class that it names, or the method that makes its entry. */
    private static final Pattern CASE_AND_LAYER = Pattern.compile(
            "\\bcase ((?:\"\\w+\",\\s*)*\"\\w+\") ->\\s*(?:entry\\(\\s*(?:\\(c, f\\) -> new )?(?=[A-Z]))?(\\w+)");

    private static final Pattern HELPER =
            Pattern.compile("private static Entry (\\w+)\\([^)]*\\) \\{[^}]*?(\\w+Layer)\\b");
    private static final Pattern IMPORT =
            Pattern.compile("import io\\.github\\.cornu\\.importer\\.layer\\.(\\w+)\\.(\\w+);");
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

    /** The names of the classes by family: the package of the layer that is made for them. */
    static Map<String, Set<String>> families() throws IOException {
        String source = Files.readString(SOURCE);
        Map<String, String> packages = new TreeMap<>();
        IMPORT.matcher(source).results().forEach(found -> packages.put(found.group(2), found.group(1)));
        Map<String, String> helpers = new TreeMap<>();
        HELPER.matcher(source).results().forEach(found -> helpers.put(found.group(1), found.group(2)));
        Map<String, Set<String>> families = new TreeMap<>();
        for (MatchResult found : CASE_AND_LAYER.matcher(source).results().toList()) {
            String layer = helpers.getOrDefault(found.group(2), found.group(2));
            Set<String> family = families.computeIfAbsent(packages.get(layer), name -> new TreeSet<>());
            NAME.matcher(found.group(1)).results().forEach(name -> family.add(name.group(1)));
        }
        return families;
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
