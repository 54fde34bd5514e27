package io.github.cornu.importer.layer.weights;

import io.github.cornu.ModelException;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.ModelLayer;
import io.github.cornu.importer.layer.WeightOrder;
import io.github.cornu.importer.layer.WeightSlot;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.importer.source.VariableTree;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Binds the variables of a tree to the slots of the layers: each layer has a path there, and its variables are
 * numbered.
 *
 * <p>Keras writes a layer that belongs to several models once, where it comes first. The others are recognised by
 * having no variables in the file, and get those of the layer of the same name and class.
 */
public final class VariableBinder {
    /** Objects of Keras that are no layers, and that inference does not need. */
    private static final String SEED_GENERATOR = "seed_generator";

    /** Inside TextVectorization, which writes its variables as its own, too. */
    private static final String LOOKUP = "/_lookup_layer";

    private final VariableTree tree;
    /** All paths in the file, with those above them. */
    private final Set<String> paths;

    private final Set<String> used = new HashSet<>();
    /** Layers whose names occur again further on in the order in which Keras writes them. */
    private final Set<KerasLayer> repeated = new HashSet<>();

    private final List<KerasLayer> bound = new ArrayList<>();
    private final List<KerasLayer> absent = new ArrayList<>();

    private VariableBinder(VariableTree tree) {
        this.tree = tree;
        this.paths = tree.paths();
    }

    /**
     * Fills all slots of a model.
     *
     * @throws ModelException if a layer has more or fewer variables than the file, or the file has some that are of no
     *     layer
     */
    public static void bind(ModelLayer model, VariableTree tree) {
        VariableBinder binder = new VariableBinder(tree);
        binder.findRepeated(model, new HashSet<>());
        binder.bind(model, "");
        binder.absent.forEach(binder::bindToTwin);
        binder.checkAllUsed(model.isCustom());
    }

    private void findRepeated(KerasLayer layer, Set<String> names) {
        String name = layer.config().name() + " " + layer.config().className();
        if (!names.add(name)) {
            repeated.add(layer);
        }
        layer.children().values().forEach(child -> findRepeated(child, names));
    }

    private void bind(KerasLayer layer, String path) {
        bound.add(layer);
        if (layer.isPlaceholder()) {
            adoptAll(layer, path);
            return;
        }
        bindOwn(layer, path);
        for (String attribute : layer.ignoredAttributes().keySet()) {
            ignoreAll(path.isEmpty() ? attribute : path + "/" + attribute);
        }
        Map<KerasLayer, String> places = ObjectPaths.of(layer, path, paths, repeated);
        for (KerasLayer child : layer.children().values()) {
            String place = places.get(child);
            if (place != null && paths.contains(place)) {
                bind(child, place);
            } else if (!WeightOrder.of(child).isEmpty()) {
                absent.add(child);
            }
        }
    }

    /** A layer that is not known has all that the file has for it, and for objects inside it. */
    private void adoptAll(KerasLayer layer, String path) {
        tree.objects().forEach((object, variables) -> {
            if (object.equals(path) || object.startsWith(path + "/")) {
                used.add(object);
                variables
                        .weights()
                        .forEach(weight -> layer.weight(weight.name()).set(weight.weight()));
                variables
                        .named()
                        .values()
                        .forEach(weight -> layer.weight(weight.name()).set(weight.weight()));
            }
        });
    }

    private void ignoreAll(String path) {
        for (String object : tree.objects().keySet()) {
            if (object.equals(path) || object.startsWith(path + "/")) {
                used.add(object);
            }
        }
    }

    private void bindOwn(KerasLayer layer, String path) {
        VariableTree.Variables variables = tree.objects().getOrDefault(path, VariableTree.Variables.NONE);
        List<NamedWeight> stored = variables.weights();
        List<Shape> shapes = stored.stream().map(weight -> shape(layer, weight)).toList();
        List<WeightSlot> slots = layer.filledBy(withoutNamed(layer, variables.named()), shapes);
        if (slots.size() != stored.size()) {
            throw problem(
                    layer,
                    "the file has " + stored.size() + " variables at '" + path + "', expected " + slots.size() + " "
                            + slots.stream().map(WeightSlot::name).toList());
        }
        used.add(path);
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).set(stored.get(i).weight());
        }
    }

    /** The shape of a variable, which may be one that cannot be read. */
    private static Shape shape(KerasLayer layer, NamedWeight weight) {
        try {
            return weight.weight().shape();
        } catch (ModelException e) {
            throw e.at(layer.config().label(), layer.config().className());
        }
    }

    /** Fills the slots of the variables that have names, and returns the others. */
    private static List<WeightSlot> withoutNamed(KerasLayer layer, Map<String, NamedWeight> named) {
        List<WeightSlot> others = new ArrayList<>(own(layer));
        others.removeAll(layer.namedWeights());
        List<WeightSlot> byName = new ArrayList<>(layer.namedWeights());
        byName.addAll(layer.isCustom() ? others : List.of());
        Set<String> unknown = new TreeSet<>(named.keySet());
        for (WeightSlot slot : byName) {
            if (unknown.remove(slot.name())) {
                slot.set(named.get(slot.name()).weight());
                others.remove(slot);
            }
        }
        if (!unknown.isEmpty()) {
            throw problem(layer, "the file has the variables " + unknown + ", which it has not");
        }
        return others;
    }

    /** In the order of the file. */
    private static List<WeightSlot> own(KerasLayer layer) {
        List<WeightSlot> all = layer.ownWeights();
        if (layer.savesAsDeclared()) {
            return all;
        }
        return Stream.concat(
                        all.stream().filter(WeightSlot::trainable), all.stream().filter(slot -> !slot.trainable()))
                .toList();
    }

    private static ModelException problem(KerasLayer layer, String text) {
        return new ModelException(null, layer.config().label(), layer.config().className(), text, null);
    }

    private static boolean areTwins(KerasLayer layer, KerasLayer other) {
        return layer != other
                && layer.config().name().equals(other.config().name())
                && layer.config().className().equals(other.config().className());
    }

    private void bindToTwin(KerasLayer layer) {
        List<KerasLayer> twins =
                bound.stream().filter(other -> areTwins(layer, other)).toList();
        List<WeightSlot> slots = WeightOrder.of(layer);
        if (twins.size() != 1) {
            throw problem(
                    layer,
                    "the file has no weights for it, expected "
                            + slots.stream().map(WeightSlot::name).toList());
        }
        copy(twins.get(0), layer);
    }

    private static void copy(KerasLayer from, KerasLayer to) {
        List<KerasLayer> inside = List.copyOf(from.children().values());
        List<KerasLayer> children = List.copyOf(to.children().values());
        List<WeightSlot> named = from.namedWeights();
        boolean alike = own(from).size() == own(to).size()
                && named.size() == to.namedWeights().size()
                && inside.size() == children.size();
        if (!alike) {
            throw problem(to, "the file has no weights for it, and another layer of the same name has others");
        }
        for (int i = 0; i < own(to).size(); i++) {
            WeightSlot slot = own(from).get(i);
            if (slot.isBound() || !from.leftOut().contains(slot) && !named.contains(slot)) {
                own(to).get(i).set(slot.stored());
            }
        }
        for (int i = 0; i < named.size(); i++) {
            if (named.get(i).isBound()) {
                to.namedWeights().get(i).set(named.get(i).stored());
            }
        }
        for (int i = 0; i < children.size(); i++) {
            copy(inside.get(i), children.get(i));
        }
    }

    /** @param isCustom whether the model has its layers in attributes of any names */
    private void checkAllUsed(boolean isCustom) {
        for (Map.Entry<String, VariableTree.Variables> object : new TreeMap<>(tree.objects()).entrySet()) {
            String path = object.getKey();
            boolean ofModel = path.startsWith("layers/") || path.startsWith("_layer_checkpoint_dependencies/");
            boolean ofLayer = (isCustom || ofModel) && !path.contains(SEED_GENERATOR) && !path.endsWith(LOOKUP);
            boolean empty = object.getValue().weights().isEmpty()
                    && object.getValue().named().isEmpty();
            if (ofLayer && !empty && !used.contains(path)) {
                String name = object.getValue().name();
                throw new ModelException("the file has weights at '" + path + "'"
                        + (name == null ? "" : " of a layer '" + name + "'") + ", which the model has not");
            }
        }
    }
}
