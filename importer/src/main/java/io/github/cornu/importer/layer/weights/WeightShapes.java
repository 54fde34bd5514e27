package io.github.cornu.importer.layer.weights;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.importer.source.LayerWeights;
import io.github.cornu.importer.source.NamedWeight;
import io.github.cornu.importer.source.VariableTree;
import io.github.cornu.importer.source.WeightStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names and shapes of the weights that a file has for a layer, before layers and weights are matched: for custom
 * classes of the same name, which only their weights tell apart. What it finds decides which class it is; that the
 * weights are those of the layer is checked when they are bound.
 */
public final class WeightShapes {
    private final WeightStore store;
    /** The places of the layers among those of their class in the same model, by their paths. */
    private final Map<String, Integer> places = new HashMap<>();
    /** How many there are so far, by model and class. */
    private final Map<String, Integer> counts = new HashMap<>();

    /** Of a file. */
    public WeightShapes(WeightStore store) {
        this.store = store;
    }

    /** Notes a layer of a custom class, in the order of the architecture. */
    public void note(LayerConfig config) {
        String model = config.path().substring(0, config.path().lastIndexOf('/') + 1);
        int count = counts.merge(model + ObjectPaths.snakeCase(config.className()), 1, Integer::sum);
        places.put(config.path(), count - 1);
    }

    /** In the order of the file; empty if it is not known which they are. */
    public List<StoredWeight> of(LayerConfig config) {
        return store instanceof VariableTree tree ? inTree(config, tree) : inGroups(config, (LayerWeights) store);
    }

    /** Those of the group of the layer, or in the group of the model around it those that have its name. */
    private static List<StoredWeight> inGroups(LayerConfig config, LayerWeights weights) {
        String path = config.path();
        int slash = path.indexOf('/');
        String group = slash < 0 ? path : path.substring(0, slash);
        if (!weights.layerNames().contains(group)) {
            return List.of();
        }
        List<NamedWeight> all = weights.weights(group);
        String part = "/" + config.name() + "/";
        List<NamedWeight> own = all.stream()
                .filter(weight -> ("/" + weight.name()).contains(part))
                .toList();
        return (slash < 0 || own.isEmpty() ? all : own)
                .stream()
                        .map(weight -> new StoredWeight(
                                weight.name().replaceFirst(":\\d+$", ""),
                                weight.weight().shape()))
                        .toList();
    }

    /**
     * Those of the object that has the layer's name. In older files objects have none: those of the object that is the
     * layer's in turn, or of any of its class, if all are alike.
     */
    private List<StoredWeight> inTree(LayerConfig config, VariableTree tree) {
        List<String> named = new ArrayList<>();
        List<String> ofClass = new ArrayList<>();
        Pattern ofAny = Pattern.compile("(.*/)?" + ObjectPaths.snakeCase(config.className()) + "(_\\d+)?");
        for (String path : tree.paths()) {
            VariableTree.Variables object = tree.objects().get(path);
            if (object != null && config.name().equals(object.name())) {
                named.add(path);
            } else if (ofAny.matcher(path).matches()) {
                ofClass.add(path);
            }
        }
        List<List<StoredWeight>> found = (named.isEmpty() ? ofClass : named)
                .stream().map(path -> below(path, tree)).distinct().toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String name = ObjectPaths.snakeCase(config.className());
        Pattern inTurn = Pattern.compile("(.*/)?" + name + suffix(places.getOrDefault(config.path(), -1)));
        List<String> own =
                ofClass.stream().filter(path -> inTurn.matcher(path).matches()).toList();
        return named.isEmpty() && own.size() == 1 ? below(own.get(0), tree) : List.of();
    }

    private static String suffix(int place) {
        return place == 0 ? "" : "_" + place;
    }

    private static List<StoredWeight> below(String path, VariableTree tree) {
        Map<String, List<StoredWeight>> objects = new TreeMap<>();
        tree.objects().forEach((object, variables) -> {
            if (object.equals(path) || object.startsWith(path + "/")) {
                String prefix = object.substring(path.length()).replaceFirst("^/", "");
                List<StoredWeight> weights = new ArrayList<>();
                for (NamedWeight weight : variables.weights()) {
                    String name = prefix + "/" + weights.size();
                    weights.add(new StoredWeight(name, weight.weight().shape()));
                }
                variables
                        .named()
                        .forEach((name, weight) -> weights.add(new StoredWeight(
                                prefix + "/" + name, weight.weight().shape())));
                objects.put(object, weights);
            }
        });
        return objects.values().stream().flatMap(List::stream).toList();
    }
}
