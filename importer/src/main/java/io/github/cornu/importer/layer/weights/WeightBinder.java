package io.github.cornu.importer.layer.weights;

import io.github.cornu.ModelException;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.WeightOrder;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.importer.source.NamedWeight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Binds the weights of a file to the slots of a layer: by position, checked by the names where these are Keras's. */
public final class WeightBinder {
    private WeightBinder() {}

    /**
     * Fills all slots of a layer of the model.
     *
     * @param keras1 whether they have the layouts of Keras 1
     * @throws ModelException if the file has more or fewer weights than the layer
     */
    public static void bind(KerasLayer layer, List<NamedWeight> inFile, boolean keras1) {
        if (layer.isPlaceholder()) {
            inFile.forEach(weight -> layer.weight(weight.component()).set(weight.weight()));
            return;
        }
        List<NamedWeight> used = withoutIgnored(layer, inFile);
        List<NamedWeight> stored = keras1 ? Keras1Weights.upgrade(layer, used) : used;
        List<WeightSlot> slots = WeightOrder.of(layer);
        if (stored.size() < slots.size()) {
            slots = slots.stream()
                    .filter(slot -> !slot.owner().leftOut().contains(slot) || isNamed(slot, stored))
                    .toList();
        }
        if (stored.size() != slots.size()) {
            throw new ModelException(
                    null,
                    layer.config().path(),
                    layer.config().className(),
                    "the file has " + stored.size() + " weights " + names(stored) + ", expected " + slots.size() + " "
                            + slots.stream().map(WeightSlot::name).toList(),
                    null);
        }
        List<NamedWeight> ordered = fits(slots, stored) ? stored : byName(layer, slots, stored);
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).set(ordered.get(i).weight());
        }
    }

    /** Keras 2 has the variables of a model's metrics among its weights, whose names have no layer in them. */
    private static List<NamedWeight> withoutIgnored(KerasLayer layer, List<NamedWeight> inFile) {
        Set<String> ignored = new HashSet<>();
        addIgnored(layer, ignored);
        return ignored.isEmpty()
                ? inFile
                : inFile.stream()
                        .filter(weight -> !ignored.contains(weight.name().replaceAll(":\\d+$", "")))
                        .toList();
    }

    private static void addIgnored(KerasLayer layer, Set<String> names) {
        layer.ignoredAttributes().values().forEach(names::addAll);
        layer.children().values().forEach(child -> addIgnored(child, names));
    }

    private static List<String> names(List<NamedWeight> stored) {
        return stored.stream().map(NamedWeight::name).toList();
    }

    /** False where a name is that of another kind of weight of this layer: then the order is another one. */
    private static boolean fits(List<WeightSlot> slots, List<NamedWeight> stored) {
        Set<String> kinds = slots.stream().map(WeightSlot::name).collect(Collectors.toSet());
        for (int i = 0; i < slots.size(); i++) {
            String component = stored.get(i).component();
            if (kinds.contains(component) && !component.equals(slots.get(i).name())) {
                return false;
            }
        }
        return true;
    }

    /** Whether one has the slot's layer and name at the end of its own. */
    private static boolean isNamed(WeightSlot slot, List<NamedWeight> stored) {
        return stored.stream().anyMatch(weight -> isOf(ending(slot), weight));
    }

    private static String ending(WeightSlot slot) {
        return "/" + slot.owner().config().name() + "/" + slot.name();
    }

    private static boolean isOf(String ending, NamedWeight weight) {
        return ("/" + weight.name().replaceAll(":\\d+$", "")).endsWith(ending);
    }

    /** Whether no other slot has its name. */
    private static boolean isOnly(WeightSlot slot, List<WeightSlot> slots) {
        return slots.stream().filter(other -> other.name().equals(slot.name())).count() == 1;
    }

    /**
     * The weight whose name ends in the slot's layer and name, for each slot; or in a name that no other weight of the
     * layer has, since a wrapper of its own may build the layer inside it under the wrapper's name.
     */
    private static List<NamedWeight> byName(KerasLayer layer, List<WeightSlot> slots, List<NamedWeight> stored) {
        List<NamedWeight> ordered = new ArrayList<>();
        for (WeightSlot slot : slots) {
            String owner = ending(slot);
            List<NamedWeight> found =
                    stored.stream().filter(weight -> isOf(owner, weight)).toList();
            if (found.isEmpty() && isOnly(slot, slots)) {
                found = stored.stream()
                        .filter(weight -> isOf("/" + slot.name(), weight))
                        .toList();
            }
            if (found.size() != 1) {
                throw new ModelException(
                        null,
                        layer.config().path(),
                        layer.config().className(),
                        "the weights " + names(stored) + " are not in the order of "
                                + slots.stream().map(WeightSlot::name).toList(),
                        null);
            }
            ordered.add(found.get(0));
        }
        return ordered;
    }
}
