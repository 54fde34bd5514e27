package io.github.cornu.importer.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each layer is in {@code model.layers} of Python, and in those of the models inside. */
public final class LayerIndices {
    private final Map<KerasLayer, List<Integer>> indices = new HashMap<>();

    private LayerIndices() {}

    /** The indices of the layers of a model, and of all layers inside them. */
    public static Map<KerasLayer, List<Integer>> of(ModelLayer model) {
        LayerIndices found = new LayerIndices();
        found.addAll(model, List.of());
        return found.indices;
    }

    /** The layers inside a wrapper are numbered in the order in which it has them. */
    private void addAll(KerasLayer outer, List<Integer> place) {
        List<KerasLayer> layers = outer instanceof ModelLayer model
                ? model.indexedLayers()
                : List.copyOf(outer.children().values());
        for (int i = 0; i < layers.size(); i++) {
            List<Integer> index = new ArrayList<>(place);
            index.add(i);
            indices.put(layers.get(i), index);
            addAll(layers.get(i), index);
        }
    }
}
