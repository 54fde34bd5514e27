package io.github.cornu.importer.layer.weights;

import io.github.cornu.importer.config.ClassNames;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.WeightOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The paths under which Keras writes the layers inside a layer: the name of the attribute; for those in a list the
 * class in snake case, numbered in the order of the list, whatever the layers are called.
 *
 * <p>What counts depends on the version. Keras 3 counts every layer. Keras 2.14 and 2.15 leave out those that are
 * written elsewhere already. Keras 2.12 to 2.14 write the layers of a model below another attribute, whose list has
 * those with weights twice; 2.12 and 2.13 count them twice.
 */
public final class ObjectPaths {
    private static final String LAYERS = "layers/";
    private static final String CELL = "/cell/";
    private static final String OLD_LAYERS = "_layer_checkpoint_dependencies/";

    private final Set<String> written;
    private final Set<KerasLayer> repeated;
    private final Map<KerasLayer, String> paths = new HashMap<>();

    private ObjectPaths(Set<String> written, Set<KerasLayer> repeated) {
        this.written = written;
        this.repeated = repeated;
    }

    /**
     * The path of each child that has a place in the file. Operations have none, nor have layers that are left out.
     *
     * @param written all paths in the file
     * @param repeated the layers that may be written elsewhere already
     */
    public static Map<KerasLayer, String> of(
            KerasLayer layer, String path, Set<String> written, Set<KerasLayer> repeated) {
        ObjectPaths places = new ObjectPaths(written, repeated);
        String prefix = path.isEmpty() ? "" : path + "/";
        boolean old = written.contains(prefix + OLD_LAYERS.substring(0, OLD_LAYERS.length() - 1));
        Map<String, List<KerasLayer>> lists = new LinkedHashMap<>();
        layer.children().forEach((key, child) -> {
            int slash = key.indexOf('/');
            if (slash < 0) {
                places.addAttribute(child, prefix, key);
            } else if (child.isTracked()) {
                String list = key.substring(0, slash + 1);
                String first = prefix + (old && list.equals(LAYERS) ? OLD_LAYERS : list) + snakeCase(child);
                lists.computeIfAbsent(first, name -> new ArrayList<>()).add(child);
            }
        });
        lists.forEach((first, children) -> places.addList(first, children, old));
        places.addLayersOfSubclass(layer, prefix + (old ? OLD_LAYERS : LAYERS));
        return places.paths;
    }

    /**
     * A subclass of a model has its layers in attributes and, as all models, in its list of layers. Keras writes each
     * where it comes to first: Keras 2 goes through the attributes from z to a, Keras 3 from a to z. In the list
     * Keras 3 counts all layers, Keras 2 those that are not written yet.
     */
    private void addLayersOfSubclass(KerasLayer layer, String list) {
        List<KerasLayer> inList = new ArrayList<>();
        boolean countsAll = layer.config().writer().isKeras3();
        layer.children().forEach((key, child) -> {
            boolean elsewhere = isWritten(child);
            if (!key.startsWith(LAYERS) && child.isTracked() && (countsAll || !elsewhere)) {
                inList.add(child);
            }
        });
        Map<String, Integer> counts = new HashMap<>();
        for (KerasLayer child : inList) {
            String path = numbered(list + snakeCase(child), counts.merge(snakeCase(child), 1, Integer::sum) - 1);
            if (!isWritten(child) && written.contains(path)) {
                paths.put(child, path);
            }
        }
    }

    private boolean isWritten(KerasLayer child) {
        return paths.containsKey(child) && written.contains(paths.get(child));
    }

    private boolean isAttribute(String prefix, String name) {
        return written.contains(prefix + name) || written.contains(prefix + "_" + name);
    }

    /**
     * Some attributes had an underscore before their names in earlier versions. What a recurrent layer and its cell
     * both call by a name is written where Keras comes to first.
     */
    private void addAttribute(KerasLayer child, String prefix, String name) {
        boolean ofCell = prefix.endsWith(CELL) && !isAttribute(prefix, name);
        String outer = ofCell ? prefix.substring(0, prefix.length() - CELL.length()) + "/" + name : "";
        if (ofCell && written.contains(outer)) {
            paths.put(child, outer);
            return;
        }
        boolean underscore = !written.contains(prefix + name) && written.contains(prefix + "_" + name);
        paths.put(child, prefix + (underscore ? "_" : "") + name);
    }

    private void addList(String first, List<KerasLayer> children, boolean old) {
        if (old && countTwice(first, children)) {
            return;
        }
        boolean leavesOut = !children.get(0).config().writer().isKeras3();
        long others =
                children.stream().filter(child -> !repeated.contains(child)).count();
        boolean repeatedAreLeftOut = leavesOut && !written.contains(numbered(first, others));
        int number = 0;
        for (KerasLayer child : children) {
            if (!repeatedAreLeftOut || !repeated.contains(child)) {
                paths.put(child, numbered(first, number++));
            }
        }
    }

    /** Does nothing if the file has other numbers. */
    private boolean countTwice(String first, List<KerasLayer> children) {
        Map<KerasLayer, String> found = new HashMap<>();
        int number = 0;
        for (KerasLayer child : children) {
            boolean hasWeights = !WeightOrder.of(child).isEmpty();
            String path = numbered(first, number);
            if (hasWeights && !repeated.contains(child) && !written.contains(path)) {
                return false;
            }
            found.put(child, path);
            number += hasWeights ? 2 : 1;
        }
        paths.putAll(found);
        return true;
    }

    private static String numbered(String first, long number) {
        return number == 0 ? first : first + "_" + number;
    }

    /** Keras's name of a class; that of the models of old files is another today. */
    private static String snakeCase(KerasLayer layer) {
        return snakeCase(layer.config().writtenClass());
    }

    /** The name of a class in snake case, without its package. */
    static String snakeCase(String className) {
        return ClassNames.snakeCase(className);
    }
}
