package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.plan.pass.Passes;
import io.github.cornu.plan.pass.RemoveIdentity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the nodes of a graph that {@link Passes} were applied to. */
public final class Rewrites {
    /** What became of a node. */
    public enum Kind {
        /** It runs, perhaps with others joined to it. */
        KEPT,
        /** Another node does its work too. */
        JOINED,
        /** Its output is its input. */
        IDENTITY,
        /** No output depends on it. */
        UNUSED
    }

    /**
     * What became of one node.
     *
     * @param before as it was
     * @param after the node that runs in its place; null if none does
     */
    public record Fate(Node before, Kind kind, Node after) {}

    private Rewrites() {}

    /** One for each node of {@code before}, in its order. */
    public static List<Fate> of(Graph before, Graph after) {
        int[] instead = RemoveIdentity.instead(before);
        int[] maker = new int[before.shapes().size()];
        Arrays.fill(maker, -1);
        Fate[] fates = new Fate[before.nodes().size()];
        for (int i = 0; i < fates.length; i++) {
            Node node = before.nodes().get(i);
            fates[i] = new Fate(node, RemoveIdentity.isIdentity(node) ? Kind.IDENTITY : Kind.UNUSED, null);
            for (int value : node.outputs()) {
                maker[value] = i;
            }
        }
        Map<Integer, Integer> picked = new HashMap<>();
        for (Node node : after.nodes()) {
            // Nodes that were joined have the outputs of the last, the inputs of the first, and the layer of one.
            if (node.output() >= maker.length) {
                // Picks some pixels for another node.
                picked.put(node.output(), node.inputs().get(0));
                continue;
            }
            int i = maker[node.output()];
            int kept = i;
            List<Integer> inputs = node.inputs().stream()
                    .map(value -> picked.getOrDefault(value, value))
                    .toList();
            fates[i] = new Fate(before.nodes().get(i), Kind.JOINED, node);
            while (!RemoveIdentity.inputs(before.nodes().get(i), instead).equals(inputs)) {
                i = maker[instead[before.nodes().get(i).inputs().get(0)]];
                fates[i] = new Fate(before.nodes().get(i), Kind.JOINED, node);
                kept = before.nodes().get(i).layer().equals(node.layer()) ? i : kept;
            }
            fates[kept] = new Fate(before.nodes().get(kept), Kind.KEPT, node);
        }
        return List.of(fates);
    }
}
