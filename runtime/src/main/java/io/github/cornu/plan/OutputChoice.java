package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Node;
import io.github.cornu.plan.pass.RemoveDead;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The outputs of layers that somebody has chosen, in place of those of the model or beside them. */
public final class OutputChoice {
    /** Stands before the path of a layer in the names of {@link #withAllLayers}. */
    public static final String LAYER_PREFIX = "layer_";

    private static final int CANDIDATES = 8;

    private final Graph graph;
    /** What the graph computes. */
    private final Set<Integer> made = new HashSet<>();

    private final Set<Integer> texts;

    private OutputChoice(Graph graph) {
        this.graph = graph;
        this.texts = graph.texts();
        graph.inputs().forEach(input -> made.add(input.value()));
        graph.nodes().forEach(node -> made.addAll(node.outputs()));
    }

    /**
     * The names of layers.
     *
     * @throws IllegalArgumentException if one is there twice
     */
    public static List<String> names(String... layers) {
        Objects.requireNonNull(layers, "layers");
        Set<String> known = new HashSet<>();
        for (String layer : layers) {
            if (!known.add(Objects.requireNonNull(layer, "layer"))) {
                throw new IllegalArgumentException("the output '" + layer + "' is named twice");
            }
        }
        return List.of(layers);
    }

    /**
     * The part of a graph that gives the outputs of these layers; the graph itself if there are none.
     *
     * @param layers paths, of one output with its number behind a colon
     * @throws ModelException if there is no such layer, or the graph does not make its output
     */
    public static Graph of(Graph graph, List<String> layers) {
        return layers.isEmpty() ? graph : new OutputChoice(graph).cut(layers);
    }

    /** A graph with the outputs of all layers behind its own. */
    public static Graph withAllLayers(Graph graph) {
        List<Graph.Port> outputs = new ArrayList<>(graph.outputs());
        Set<Integer> texts = graph.texts();
        for (LayerInfo layer : graph.layers()) {
            for (int k = 0; k < layer.outputs().size(); k++) {
                String suffix = k == 0 ? "" : ":" + k;
                int value = layer.outputs().get(k);
                if (value >= 0) {
                    outputs.add(new Graph.Port(LAYER_PREFIX + layer.path() + suffix, value, texts.contains(value)));
                }
            }
        }
        return graph.withOutputs(outputs);
    }

    private Graph cut(List<String> layers) {
        List<Graph.Port> ports = new ArrayList<>();
        layers.forEach(layer -> ports.addAll(find(layer)));
        Graph part = new RemoveDead().apply(graph.withOutputs(ports));
        int[] uses = part.uses();
        Set<Integer> left = new HashSet<>();
        List<Graph.Port> inputs =
                graph.inputs().stream().filter(input -> uses[input.value()] > 0).toList();
        inputs.forEach(input -> left.add(input.value()));
        part.nodes().forEach(node -> left.addAll(node.outputs()));
        return part.withInputs(inputs).withLayers(layers(part, left));
    }

    /** The layers that are computed still, and the models around them. */
    private List<LayerInfo> layers(Graph part, Set<Integer> left) {
        Set<String> computed = part.nodes().stream().map(Node::layer).collect(Collectors.toSet());
        return graph.layers().stream()
                .filter(layer -> computed.stream().anyMatch(path -> LayerInfo.isIn(path, layer.path())))
                .map(layer -> layer.withOutputs(left::contains))
                .toList();
    }

    private List<Graph.Port> find(String name) {
        for (LayerInfo layer : graph.layers()) {
            if (layer.path().equals(name)) {
                List<Graph.Port> all = new ArrayList<>();
                for (int k = 0; k < layer.outputs().size(); k++) {
                    all.add(port(layer, k, k == 0 ? name : name + ":" + k));
                }
                return all;
            }
        }
        for (LayerInfo layer : graph.layers()) {
            for (int k = 0; k < layer.outputs().size(); k++) {
                if ((layer.path() + ":" + k).equals(name)) {
                    return List.of(port(layer, k, name));
                }
            }
        }
        throw new ModelException("there is no layer '" + name + "' to take an output from; " + candidates(name));
    }

    private Graph.Port port(LayerInfo layer, int output, String name) {
        int value = layer.outputs().get(output);
        Shape shape = layer.shapes().get(output);
        if (!made.contains(value) || !shape.accepts(kerasShape(value))) {
            String problem = "its output was joined with that of another layer when the file was written";
            throw new ModelException(null, layer.path(), layer.className(), problem, null);
        }
        return new Graph.Port(name, value, texts.contains(value));
    }

    /** The shape of a value as layers tell it, for which a text is one element. */
    private Shape kerasShape(int value) {
        Shape shape = graph.shapes().get(value);
        return texts.contains(value) ? shape.axes(0, shape.rank() - 1) : shape;
    }

    private String candidates(String name) {
        List<String> paths = new ArrayList<>();
        graph.layers().forEach(layer -> paths.add(layer.path()));
        boolean all = paths.size() <= CANDIDATES;
        if (!all) {
            paths.sort(Comparator.comparingInt(path -> path.endsWith("/" + name) ? 0 : distance(name, path)));
        }
        String shown =
                paths.stream().limit(CANDIDATES).map(path -> "'" + path + "'").collect(Collectors.joining(", "));
        return (all ? "the layers are " : "of " + paths.size() + " layers the closest are ") + shown;
    }

    /** How many characters must be put in, left out or changed to make one text of another. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        Arrays.setAll(before, j -> j);
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
