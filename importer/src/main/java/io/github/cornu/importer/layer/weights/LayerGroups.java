package io.github.cornu.importer.layer.weights;

import io.github.cornu.importer.config.KerasWriter;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.WeightOrder;
import io.github.cornu.importer.source.LayerWeights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which group of a file has the weights of which layer. */
final class LayerGroups {
    private LayerGroups() {}

    /**
     * The groups that have the layers' names. If there are none for some layers, as for a Sequential inside another
     * before Keras 2.2.3, which had no name in the architecture: the groups in the order of the layers, as Keras does
     * it, both without those that have no weights.
     */
    static Map<KerasLayer, String> of(List<KerasLayer> layers, LayerWeights weights, KerasWriter writer) {
        Map<KerasLayer, String> groups = new HashMap<>();
        layers.forEach(layer -> groups.put(layer, layer.config().name()));
        List<KerasLayer> trained = layers.stream()
                .filter(layer -> !WeightOrder.of(layer).isEmpty())
                .toList();
        Set<String> known = new HashSet<>(weights.layerNames());
        boolean nameless = writer.isStandalone() && !writer.isAtLeast(2, 3);
        if (!nameless
                || trained.stream()
                        .allMatch(layer -> known.contains(layer.config().name()))) {
            return groups;
        }
        List<String> filled = weights.layerNames().stream()
                .filter(name -> !weights.weights(name).isEmpty())
                .toList();
        if (filled.size() == trained.size()) {
            for (int i = 0; i < filled.size(); i++) {
                groups.put(trained.get(i), filled.get(i));
            }
        }
        return groups;
    }
}
