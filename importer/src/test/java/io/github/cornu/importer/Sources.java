package io.github.cornu.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes of the runtime, of the importer and of the hub as text: which package each is in, and which others it
 * names.
 */
final class Sources {
    static final String BASE = "io.github.cornu";

    private static final List<Path> ROOTS = List.of(
            Path.of("../runtime/src/main/java"),
            Path.of("../runtime/src/generated/java"),
            Path.of("src/main/java"),
            Path.of("../hub/src/main/java"));
    private static final Pattern TEXTS_AND_COMMENTS =
            Pattern.compile("\"(\\\\.|[^\"\\\\\n])*\"|/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Z]\\w*");

    /**
     * A class.
     *
     * @param home its package, without {@link #BASE} and the dot behind it
     * @param code without texts and comments
     */
    record Source(String home, String name, String code) {
        /** What its import lines name. */
        List<String> imports() {
            return IMPORT.matcher(code).results().map(found -> found.group(1)).toList();
        }
    }

    private Sources() {}

    static List<Source> all() throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path root : ROOTS) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Sources::isClass).toList()) {
                        sources.add(read(root.relativize(file), Files.readString(file)));
                    }
                }
            }
        }
        return sources;
    }

    private static boolean isClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.contains("-info");
    }

    private static Source read(Path file, String text) {
        String home = file.getParent().toString().replace('/', '.');
        String name = file.getFileName().toString().replace(".java", "");
        String code = TEXTS_AND_COMMENTS.matcher(text).replaceAll("");
        return new Source(home.equals(BASE) ? "" : home.substring(BASE.length() + 1), name, code);
    }

    /** For each class of a package the others of the package that it names. */
    static Map<String, Set<String>> references(List<Source> ofOnePackage) {
        Map<String, Set<String>> references = new TreeMap<>();
        ofOnePackage.forEach(source -> references.put(source.name(), new TreeSet<>()));
        for (Source source : ofOnePackage) {
            Set<String> named = references.get(source.name());
            String code = IMPORT.matcher(source.code()).replaceAll("");
            NAME.matcher(code)
                    .results()
                    .map(MatchResult::group)
                    .filter(references::containsKey)
                    .forEach(named::add);
            named.remove(source.name());
            source.imports().forEach(imported -> named.remove(imported.substring(imported.lastIndexOf('.') + 1)));
        }
        return references;
    }

    /** Classes that name each other, directly or by way of others: each circle as one set. */
    static Set<Set<String>> circles(Map<String, Set<String>> references) {
        Map<String, Set<String>> reached = new TreeMap<>();
        references.keySet().forEach(name -> reached.put(name, reachedFrom(name, references)));
        Set<Set<String>> circles = new HashSet<>();
        reached.forEach((name, targets) -> {
            if (targets.contains(name)) {
                Set<String> circle = new TreeSet<>(targets);
                circle.removeIf(other -> !reached.get(other).contains(name));
                circles.add(circle);
            }
        });
        return circles;
    }

    private static Set<String> reachedFrom(String start, Map<String, Set<String>> references) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(references.get(start));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (reached.add(next)) {
                open.addAll(references.get(next));
            }
        }
        return reached;
    }
}
