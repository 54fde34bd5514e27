package io.github.cornu.hub.net;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which a functional model of Keras 3 has its layers: by their depth, which is the longest way to an
 * output, and among layers of one depth as they are found from the outputs backwards.
 */
final class LayerOrder {
    /** A call of a layer. */
    private record Call(String layer, int node) {}

    private final Map<String, List<List<Ref>>> parents;
    private final Set<Call> finished = new HashSet<>();
    /** Each after those that it needs. */
    private final List<Call> calls = new ArrayList<>();
    /** When a layer was found. */
    private final Map<String, Integer> found = new HashMap<>();

    private LayerOrder(Map<String, List<List<Ref>>> parents) {
        this.parents = parents;
    }

    /**
     * The names of the layers; those that no output needs are left out, but for inputs.
     *
     * @param parents of each layer by its name: for each call of it the tensors that it is called with
     */
    static List<String> of(Map<String, List<List<Ref>>> parents, Collection<Ref> inputs, Collection<Ref> outputs) {
        LayerOrder order = new LayerOrder(parents);
        outputs.forEach(output -> order.visit(new Call(output.layer(), output.node())));
        Map<String, Integer> depths = order.depths();
        for (Ref input : inputs) {
            if (depths.putIfAbsent(input.layer(), 0) == null) {
                order.found.put(input.layer(), -1);
            }
        }
        List<String> names = new ArrayList<>(depths.keySet());
        names.sort((a, b) -> depths.get(a).equals(depths.get(b))
                ? Integer.compare(order.found.get(a), order.found.get(b))
                : Integer.compare(depths.get(b), depths.get(a)));
        return names;
    }

    private List<Ref> parents(Call call) {
        return parents.get(call.layer()).get(call.node());
    }

    /** Depth first; with a stack of its own, since a model may have thousands of layers in a row. */
    private void visit(Call last) {
        List<Call> stack = new ArrayList<>();
        List<Integer> next = new ArrayList<>();
        push(last, stack, next);
        while (!stack.isEmpty()) {
            int top = stack.size() - 1;
            Call call = stack.get(top);
            int place = next.get(top);
            if (place < parents(call).size()) {
                next.set(top, place + 1);
                Ref parent = parents(call).get(place);
                push(new Call(parent.layer(), parent.node()), stack, next);
            } else {
                finished.add(call);
                calls.add(call);
                stack.remove(top);
                next.remove(top);
            }
        }
    }

    private void push(Call call, List<Call> stack, List<Integer> next) {
        if (!finished.contains(call)) {
            found.putIfAbsent(call.layer(), found.size());
            stack.add(call);
            next.add(0);
        }
    }

    private Map<String, Integer> depths() {
        Map<Call, Integer> ofCalls = new HashMap<>();
        Map<String, Integer> ofLayers = new LinkedHashMap<>();
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            int depth = Math.max(ofCalls.getOrDefault(call, 0), ofLayers.getOrDefault(call.layer(), 0));
            ofLayers.put(call.layer(), depth);
            for (Ref parent : parents(call)) {
                ofCalls.merge(new Call(parent.layer(), parent.node()), depth + 1, Math::max);
            }
        }
        return ofLayers;
    }
}
