package io.github.cornu.plan;

import io.github.cornu.graph.Node;
import io.github.cornu.op.Binding;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What a node is bound to while a plan is made. */
final class NodeBinding implements Binding {
    private final Node node;
    private final Shape[] shapes;
    private final ValueSlots slots;
    private final int[] stateIds;
    private final List<Integer> scratch = new ArrayList<>();

    NodeBinding(Node node, Shape[] shapes, ValueSlots slots, int[] stateIds) {
        this.node = node;
        this.shapes = shapes;
        this.slots = slots;
        this.stateIds = stateIds;
    }

    @Override
    public int inputs() {
        return node.inputs().size();
    }

    @Override
    public Shape inputShape(int input) {
        return shapes[node.inputs().get(input)];
    }

    @Override
    public int input(int input) {
        return slots.of(node.inputs().get(input));
    }

    @Override
    public Shape outputShape(int output) {
        return shapes[node.outputs().get(output)];
    }

    @Override
    public int output(int output) {
        return slots.of(node.outputs().get(output));
    }

    @Override
    public int scratch(int floats) {
        int slot = slots.scratch(floats);
        scratch.add(slot);
        return slot;
    }

    @Override
    public int state(int index) {
        return stateIds[index];
    }

    void releaseScratch() {
        scratch.forEach(slots::release);
    }
}
