package io.github.cornu.importer.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The paths under which Keras writes the layers inside a layer: the name of the attribute; for those in a list the class
 * in snake case, numbered in the order of the list, whatever the layers are called.
 */
final class ObjectPaths {
    private static final Pattern NO_WORD = Pattern.compile("\\W+");
    private static final Pattern CAPITALIZED = Pattern.compile("(.)([A-Z][a-z]+)");
    private static final Pattern LOWER_UPPER = Pattern.compile("([a-z])([A-Z])");

    private ObjectPaths() {}

    /**
     * The path of each child that has a place in the file. Operations have none; of layers only Keras 2 leaves out those
     * written elsewhere, so that the numbers of the others close up.
     *
     * @param written all paths in the file
     * @param mayBeTwin whether a layer may be written elsewhere already
     */
    static Map<KerasLayer, String> of(
            KerasLayer layer, String path, Set<String> written, Predicate<KerasLayer> mayBeTwin) {
        String prefix = path.isEmpty() ? "" : path + "/";
        Map<String, List<KerasLayer>> lists = new LinkedHashMap<>();
        Map<KerasLayer, String> paths = new HashMap<>();
        layer.children().forEach((key, child) -> {
            int slash = key.indexOf('/');
            if (slash < 0) {
                paths.put(child, attribute(prefix, key, written));
            } else if (!(child instanceof OperationLayer)) {
                String list = prefix + key.substring(0, slash + 1) + snakeCase(child);
                lists.computeIfAbsent(list, first -> new ArrayList<>()).add(child);
            }
        });
        lists.forEach((first, children) -> number(first, children, written, mayBeTwin, paths));
        return paths;
    }

    /** Some attributes had an underscore before their names in earlier versions. */
    private static String attribute(String prefix, String name, Set<String> written) {
        boolean underscore = !written.contains(prefix + name) && written.contains(prefix + "_" + name);
        return prefix + (underscore ? "_" : "") + name;
    }

    private static void number(
            String first,
            List<KerasLayer> children,
            Set<String> written,
            Predicate<KerasLayer> mayBeTwin,
            Map<KerasLayer, String> paths) {
        List<KerasLayer> twins = children.stream().filter(mayBeTwin).toList();
        boolean closesUp = !twins.isEmpty()
                && !twins.get(0).config().writer().isKeras3()
                && !written.contains(first + suffix(children.size() - twins.size()));
        int number = 0;
        for (KerasLayer child : children) {
            if (!closesUp || !twins.contains(child)) {
                paths.put(child, first + suffix(number++));
            }
        }
    }

    private static String suffix(int number) {
        return number == 0 ? "" : "_" + number;
    }

    /** Keras's name of a class; that of the models of old files is another today. */
    static String snakeCase(KerasLayer layer) {
        String name = layer.config().className();
        name = name.substring(name.lastIndexOf('>') + 1);
        return snakeCase(name.equals("Model") ? "Functional" : name);
    }

    private static String snakeCase(String name) {
        String text = NO_WORD.matcher(name).replaceAll("");
        text = CAPITALIZED.matcher(text).replaceAll("$1_$2");
        return LOWER_UPPER.matcher(text).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }
}
