package io.github.cornu.importer.layer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The order in which legacy files list the weights of a layer: first all trainable ones, then all others, both through
 * all inner layers. What counts as trainable depends on the {@code trainable} flags at the time of saving.
 */
public final class WeightOrder {
    private WeightOrder() {}

    /** All weights of a layer and its inner layers, each once. */
    public static List<WeightSlot> of(KerasLayer layer) {
        return new ArrayList<>(new LinkedHashSet<>(all(layer)));
    }

    private static List<WeightSlot> all(KerasLayer layer) {
        List<WeightSlot> weights = new ArrayList<>(trainable(layer));
        weights.addAll(nonTrainable(layer));
        return weights;
    }

    private static boolean isTrainable(KerasLayer layer) {
        boolean inferred =
                layer.children().isEmpty() || layer.children().values().stream().anyMatch(WeightOrder::isTrainable);
        return layer.config().trainable(inferred);
    }

    private static List<WeightSlot> own(KerasLayer layer, boolean trainable) {
        List<WeightSlot> own = new ArrayList<>();
        for (WeightSlot slot : layer.ownWeights()) {
            if (slot.trainable() == trainable) {
                own.add(slot);
            }
        }
        return own;
    }

    /** The weights of a layer without those of its inner layers: all that training changes before all others. */
    public static List<WeightSlot> own(KerasLayer layer) {
        List<WeightSlot> own = own(layer, true);
        own.addAll(own(layer, false));
        return own;
    }

    /** Those of them that training changes, each once. */
    public static Set<WeightSlot> trainableOf(KerasLayer layer) {
        return new LinkedHashSet<>(trainable(layer));
    }

    private static List<WeightSlot> trainable(KerasLayer layer) {
        if (!isTrainable(layer)) {
            return List.of();
        }
        List<WeightSlot> weights = new ArrayList<>();
        layer.children().values().forEach(child -> weights.addAll(trainable(child)));
        weights.addAll(layer.ownLast(true) ? weights.size() : 0, own(layer, true));
        return weights;
    }

    private static List<WeightSlot> nonTrainable(KerasLayer layer) {
        List<WeightSlot> weights = new ArrayList<>();
        boolean trained = isTrainable(layer);
        if (trained || layer.isModel()) {
            if (!trained) {
                layer.children().values().forEach(child -> weights.addAll(trainable(child)));
                weights.addAll(layer.ownLast(true) ? weights.size() : 0, own(layer, true));
            }
            int before = weights.size();
            layer.children().values().forEach(child -> weights.addAll(nonTrainable(child)));
            weights.addAll(layer.ownLast(false) ? weights.size() : before, own(layer, false));
        } else {
            List<WeightSlot> own = own(layer, true);
            layer.children().values().forEach(child -> weights.addAll(all(child)));
            weights.addAll(layer.ownLast(true) ? weights.size() : 0, own);
            weights.addAll(layer.ownLast(false) ? weights.size() : own.size(), own(layer, false));
        }
        return weights;
    }
}
