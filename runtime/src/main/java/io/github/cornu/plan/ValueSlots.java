package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which slot each value is in while a plan is made: it has one from the node that makes it to the last one that reads
 * it, so that values whose lives do not overlap share slots. A view is in the slot of what it is a view of.
 */
final class ValueSlots {
    private static final int FOREVER = Integer.MAX_VALUE;

    private final PreparedGraph prepared;
    private final Shape[] shapes;
    /** The value whose elements a value has: itself, or what it is a view of. */
    private final int[] roots;
    /** Index of the last node that reads a root, or {@link #FOREVER}; -1 if none does. */
    private final int[] lastUses;

    private final int[] slots;
    private final SlotPool pool = new SlotPool();

    /** @param shapes of all values, fixed */
    ValueSlots(PreparedGraph prepared, Shape[] shapes) {
        this.prepared = prepared;
        this.shapes = shapes;
        roots = new int[shapes.length];
        lastUses = new int[shapes.length];
        slots = new int[shapes.length];
        Arrays.setAll(roots, value -> value);
        Arrays.fill(lastUses, -1);
        Arrays.fill(slots, -1);
        findLifeTimes(prepared.graph());
    }

    private void findLifeTimes(Graph graph) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (node.op().isView()) {
                roots[node.output()] = roots[node.inputs().get(0)];
            } else {
                for (int value : node.inputs()) {
                    lastUses[roots[value]] = i;
                }
            }
        }
        for (Graph.Port port : graph.outputs()) {
            lastUses[roots[port.value()]] = FOREVER;
        }
        for (Graph.Port port : graph.inputs()) {
            lastUses[port.value()] = FOREVER;
        }
    }

    /** The slot that a value is in; -1 if it has none. */
    int of(int value) {
        return slots[roots[value]];
    }

    /** What a value is a view of; else itself. */
    int root(int value) {
        return roots[value];
    }

    /** Gives a value a slot without memory of its own, for a constant or an array of the caller. */
    void reserve(int value) {
        slots[value] = pool.reserve();
    }

    /** A slot for the time of one step; {@link #release(int)} gives it back. */
    int scratch(int floats) {
        return pool.take(floats);
    }

    void release(int scratch) {
        pool.release(scratch);
    }

    /** Gives the first output of a node a slot if it has none, and the others if somebody reads them. */
    void takeOutputs(Node node) {
        for (int k = 0; k < node.outputs().size(); k++) {
            int value = node.outputs().get(k);
            if (slots[value] < 0 && (k == 0 || lastUses[value] >= 0)) {
                slots[value] = pool.take(shapes[value].size());
            }
        }
    }

    /** Lets the output use the memory of an input that is not needed any more. */
    void takeOver(int index, Node node) {
        int input = node.op().inPlaceInput();
        int output = node.output();
        if (input < 0 || slots[output] >= 0) {
            return;
        }
        int root = roots[node.inputs().get(input)];
        boolean readOnce = readers(node, root) == 1;
        if (lastUses[root] == index
                && readOnce
                && prepared.constant(root) == null
                && shapes[root].size() == shapes[output].size()) {
            slots[output] = slots[root];
            lastUses[root] = -1;
        }
    }

    private int readers(Node node, int root) {
        int count = 0;
        for (int value : node.inputs()) {
            count += roots[value] == root ? 1 : 0;
        }
        return count;
    }

    /** After a node: frees the slots of what it is the last to read, and of outputs that nobody reads. */
    void releaseAfter(int index, Node node) {
        Set<Integer> read = new LinkedHashSet<>();
        for (int value : node.inputs()) {
            read.add(roots[value]);
        }
        for (int root : read) {
            if (lastUses[root] == index && prepared.constant(root) == null) {
                pool.release(slots[root]);
            }
        }
        for (int value : node.outputs()) {
            if (slots[value] >= 0 && lastUses[value] < 0) {
                pool.release(slots[value]);
            }
        }
    }

    /** Floats of each slot. */
    int[] sizes() {
        return pool.sizes();
    }

    /** The constants, each in its slot. */
    float[][] constants() {
        float[][] constants = new float[pool.sizes().length][];
        for (int value = 0; value < slots.length; value++) {
            if (prepared.constant(value) != null && slots[value] >= 0) {
                constants[slots[value]] = prepared.constant(value);
            }
        }
        return constants;
    }
}
