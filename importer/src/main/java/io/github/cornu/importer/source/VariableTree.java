package io.github.cornu.importer.source;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The newer layout: the numbered variables of each object of the model, by its path. The path is made of names of
 * attributes and classes, for instance {@code layers/bidirectional/forward_layer/cell}.
 *
 * @param objects by path; that of the model itself is empty
 */
public record VariableTree(Map<String, Variables> objects) implements WeightStore {
    public VariableTree {
        objects = Map.copyOf(objects);
    }

    /** All paths, with those above them. */
    public Set<String> paths() {
        Set<String> paths = new HashSet<>();
        for (String path : objects.keySet()) {
            for (int end = path.length(); end >= 0; end = path.lastIndexOf('/', end - 1)) {
                paths.add(path.substring(0, end));
            }
        }
        return paths;
    }

    /**
     * The variables of one object.
     *
     * @param name of the layer, which Keras writes since 3.6; else null
     * @param weights those that are numbered, in Keras's order, each with its path as name
     * @param named those that have names in place of numbers, by these
     */
    public record Variables(String name, List<NamedWeight> weights, Map<String, NamedWeight> named) {
        /** An object without variables. */
        public static final Variables NONE = new Variables(null, List.of(), Map.of());

        public Variables {
            weights = List.copyOf(weights);
            named = Map.copyOf(named);
        }
    }
}
