package io.github.cornu.cli.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cornu.Model;
import io.github.cornu.Printable;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The layers of a model with the layers they read from. A model in the model is the node of what it gives. */
public final class LayerGraph {
    /**
     * A layer or an input.
     *
     * @param key the path of the layer; of an input, {@code input} and its name
     * @param text its class and shape
     * @param from keys of what it reads
     */
    public record Node(String key, String name, String text, boolean isInput, List<String> from) {}

    private final Map<String, String> inputs = new LinkedHashMap<>();
    private final Map<String, LayerInfo> layers = new LinkedHashMap<>();
    private final Map<String, LayerInfo> outside = new LinkedHashMap<>();
    private final Map<String, List<String>> inside = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();

    private LayerGraph(Model model) {
        for (TensorSpec input : model.inputs()) {
            inputs.put(input.name(), "input " + input.name());
            String text = "input " + input.kerasShape();
            nodes.add(new Node("input " + input.name(), input.name(), text, true, List.of()));
        }
        for (LayerInfo layer : model.layers()) {
            layers.put(layer.path(), layer);
            LayerInfo outer = outer(layer, model);
            if (outer != null) {
                outside.put(layer.path(), outer);
                inside.computeIfAbsent(outer.path(), path -> new ArrayList<>()).add(layer.path());
            }
        }
        for (LayerInfo layer : layers.values()) {
            Set<String> from = new LinkedHashSet<>(inside.containsKey(layer.path()) ? ends(layer) : sources(layer));
            from.remove(layer.path());
            String text = layer.className() + " "
                    + layer.shapes().stream().map(Shape::toString).collect(Collectors.joining(", "));
            nodes.add(new Node(layer.path(), layer.path(), text, false, List.copyOf(from)));
        }
    }

    public static List<Node> of(Model model) {
        return List.copyOf(new LayerGraph(model).nodes);
    }

    /** For the script of a page. */
    public static ArrayNode json(Model model) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node node : of(model)) {
            ObjectNode object = array.addObject();
            object.put("key", node.key())
                    .put("name", Printable.name(node.name()))
                    .put("small", Printable.message(node.text()));
            ArrayNode from = object.putArray("from");
            node.from().forEach(from::add);
        }
        return array;
    }

    /** The innermost model that the layer is in; null if that is the whole model. */
    private static LayerInfo outer(LayerInfo layer, Model model) {
        return model.layers().stream()
                .filter(other -> other.contains(layer))
                .max(Comparator.comparingInt(other -> other.path().length()))
                .orElse(null);
    }

    /** The layers in a model that no other one in it reads. */
    private Set<String> ends(LayerInfo model) {
        Set<String> ends = new LinkedHashSet<>(inside.get(model.path()));
        inside.get(model.path()).forEach(path -> layers.get(path).inputs().forEach(ends::remove));
        return ends;
    }

    /** What a layer reads: what goes into the models around it, if it is none of their layers. */
    private Set<String> sources(LayerInfo layer) {
        Set<String> found = new LinkedHashSet<>();
        for (String source : layer.inputs()) {
            if (layers.containsKey(source)) {
                found.add(source);
            } else if (inputs.containsKey(source)) {
                found.add(inputs.get(source));
            } else {
                found.addAll(entries(layer.path()));
            }
        }
        return found.isEmpty() ? entries(layer.path()) : found;
    }

    private Set<String> entries(String path) {
        LayerInfo outer = outside.get(path);
        return outer == null ? new LinkedHashSet<>(inputs.values()) : sources(outer);
    }
}
