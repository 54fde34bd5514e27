package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import io.github.cornu.importer.source.hdf5.H5Faults;
import io.github.cornu.importer.source.hdf5.H5File;
import io.github.cornu.importer.source.hdf5.H5Weight;
import io.github.cornu.tensor.Weight;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Collects the variables of {@code .weights.h5} files; several, where the weights are sharded. */
final class H5Variables {
    private static final String VARIABLES = "vars";
    private static final int MAX_DEPTH = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private static final Set<String> OF_LAYERS = Set.of("layers", "_layer_checkpoint_dependencies");

    private static final Set<String> OF_MODEL = Set.of(VARIABLES, "layers", "_layer_checkpoint_dependencies");

    /** Of the optimizer and of metrics, which are no layers. */
    private static final Set<String> OF_TRAINING = Set.of("optimizer", "metrics", "_metrics", "loss");

    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, TreeMap<Integer, NamedWeight>> variables = new TreeMap<>();
    private final Map<String, Map<String, NamedWeight>> named = new TreeMap<>();
    private final Set<Long> visited = new HashSet<>();

    /**
     * All that a file has.
     *
     * @throws ModelException if there is something in it that Keras does not write
     */
    void add(H5File file) {
        visited.clear();
        addObject(file, file.root(), "", 0);
    }

    VariableTree tree() {
        Map<String, VariableTree.Variables> objects = new TreeMap<>();
        variables.forEach((path, own) -> {
            if (!own.isEmpty() && own.lastKey() != own.size() - 1) {
                throw new ModelException("the variables of '" + path + "' are numbered " + own.keySet());
            }
            objects.put(
                    path,
                    new VariableTree.Variables(
                            names.get(path), new ArrayList<>(own.values()), named.getOrDefault(path, Map.of())));
        });
        return new VariableTree(objects);
    }

    private void addObject(H5File file, Group group, String path, int depth) {
        if (depth > MAX_DEPTH || !visited.add(group.getAddress())) {
            throw new ModelException(
                    "a group is inside itself, or there are more than " + MAX_DEPTH + " groups inside one another");
        }
        List<Node> children = H5Faults.guarded(
                "the group '" + group.getPath() + "'",
                () -> List.copyOf(group.getChildren().values()));
        // A model that was trained and is inside another keeps its metrics.
        boolean isModel = depth == 0 || children.stream().anyMatch(child -> OF_LAYERS.contains(name(child)));
        for (Node child : children) {
            String name = name(child);
            if (isModel && OF_TRAINING.contains(first(name))) {
                continue;
            }
            if (!(H5File.withoutLink(child) instanceof Group inner)) {
                throw new ModelException("the dataset '" + child.getPath() + "' is no variable of a layer");
            }
            if (name.equals(VARIABLES)) {
                addVariables(file, inner, path);
            } else {
                addObject(file, inner, path.isEmpty() ? name : path + "/" + name, depth + 1);
            }
        }
    }

    /** On Windows some versions joined names to paths in the way of that system, and so made one group of several. */
    private static String name(Node group) {
        return group.getName().replace('\\', '/');
    }

    private static String first(String path) {
        return path.split("/")[0];
    }

    private void addVariables(H5File file, Group group, String path) {
        String name = H5File.text(group, "name");
        if (name != null) {
            names.put(path, name);
        }
        Map<Integer, NamedWeight> own = variables.computeIfAbsent(path, key -> new TreeMap<>());
        for (Node child : H5Faults.guarded(
                "the group '" + group.getPath() + "'",
                () -> List.copyOf(group.getChildren().values()))) {
            if (!(H5File.withoutLink(child) instanceof Dataset dataset)) {
                throw new ModelException("the group '" + child.getPath() + "' is no variable");
            }
            String label = path + "/" + VARIABLES + "/" + child.getName();
            NamedWeight weight = new NamedWeight(label, weight(file, dataset));
            Map<String, NamedWeight> others = named.computeIfAbsent(path, key -> new TreeMap<>());
            NamedWeight before = NUMBER.matcher(child.getName()).matches()
                    ? own.put(Integer.valueOf(child.getName()), weight)
                    : others.put(child.getName(), weight);
            if (before != null) {
                throw new ModelException("the variable '" + label + "' is there twice");
            }
        }
    }

    private static Weight weight(H5File file, Dataset dataset) {
        try {
            return new H5Weight(file, dataset);
        } catch (ModelException e) {
            return new UnreadableWeight(e);
        }
    }

    /** The names of the root's groups of variables, to tell what a file is. */
    static boolean areThere(Group root) {
        return root.getChildren().values().stream()
                .anyMatch(child -> child instanceof Group && OF_MODEL.contains(first(name(child))));
    }
}
