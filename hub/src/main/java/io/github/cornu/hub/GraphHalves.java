package io.github.cornu.hub;

import io.github.cornu.Model;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The encoder and the decoder of a graph that has both. */
final class GraphHalves {
    private GraphHalves() {}

    /** Whether an output is one of the encoder. */
    static boolean isOfEncoder(String output) {
        return output.matches("cross_(keys|values)_\\d+");
    }

    /** Whether a model has outputs of an encoder for a decoder, or takes them as a decoder. */
    static boolean isSeq2Seq(Model model) {
        return Stream.concat(model.outputs().stream(), model.inputs().stream())
                .anyMatch(spec -> isOfEncoder(spec.name()));
    }

    /** What gives the outputs of the encoder. */
    static Graph encoder(Graph graph) {
        return part(
                graph,
                graph.outputs().stream()
                        .filter(output -> isOfEncoder(output.name()))
                        .toList());
    }

    /** What gives the other outputs. */
    static Graph decoder(Graph graph) {
        return part(
                graph,
                graph.outputs().stream()
                        .filter(output -> !isOfEncoder(output.name()))
                        .toList());
    }

    private static Graph part(Graph graph, List<Graph.Port> outputs) {
        Set<Integer> needed = outputs.stream().map(Graph.Port::value).collect(Collectors.toCollection(HashSet::new));
        List<Node> nodes = new ArrayList<>();
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (node.outputs().stream().anyMatch(needed::contains)) {
                nodes.add(0, node);
                needed.addAll(node.inputs());
            }
        }
        return graph.withOutputs(outputs)
                .withNodes(nodes)
                .withInputs(graph.inputs().stream()
                        .filter(input -> needed.contains(input.value()))
                        .toList())
                .withLayers(graph.layers().stream()
                        .map(layer -> layer.withOutputs(needed::contains))
                        .toList());
    }
}
