package io.github.cornu.importer;

import io.github.cornu.ModelException;
import io.github.cornu.graph.LayerInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers of layers as in {@code model.layers} of Python: {@code 2}, and {@code 2.0} for a layer inside it. What is
 * inside a wrapper is numbered in the order in which it is asked for.
 */
final class StateIndices {
    private final List<LayerInfo> layers;
    private final Map<String, List<String>> parts = new HashMap<>();

    StateIndices(List<LayerInfo> layers) {
        this.layers = layers;
    }

    /**
     * The number of a layer.
     *
     * @throws ModelException if the model has no list of layers, or not this one
     */
    String of(String path) {
        LayerInfo layer = find(path);
        if (layer == null) {
            throw new ModelException("the model does not tell the place of layer '" + path + "'");
        }
        List<Integer> index = new ArrayList<>(layer.index());
        String outer = layer.path();
        if (path.length() > outer.length()) {
            for (String part : path.substring(outer.length() + 1).split("/")) {
                List<String> found = parts.computeIfAbsent(outer, key -> new ArrayList<>());
                if (!found.contains(part)) {
                    found.add(part);
                }
                index.add(found.indexOf(part));
                outer += "/" + part;
            }
        }
        return index.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /** The layer of that path, or the innermost one around it; null if there is none. */
    private LayerInfo find(String path) {
        LayerInfo found = null;
        for (LayerInfo layer : layers) {
            boolean fits = path.equals(layer.path()) || path.startsWith(layer.path() + "/");
            boolean longer =
                    found == null || layer.path().length() > found.path().length();
            if (fits && longer && !layer.index().isEmpty()) {
                found = layer;
            }
        }
        return found;
    }
}
