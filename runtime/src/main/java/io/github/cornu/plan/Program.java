package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.ModelException;
import io.github.cornu.graph.Node;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Constant;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Recurrent;
import io.github.cornu.op.StateSpec;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph with packed weights. Immutable but for the memory of plans; shared by all sessions and threads.
 */
public final class Program {
    /** Plans remembered; a stream of calls with ever new shapes forgets the oldest. */
    private static final int PLANS = 64;

    private final Graph graph;
    private final Map<Integer, Prepared> prepared = new HashMap<>();
    private final Map<Integer, float[]> constants = new HashMap<>();
    private final List<StateSlot> states = new ArrayList<>();
    private final Map<Integer, int[]> stateIds = new HashMap<>();
    private final PlanCache plans = new PlanCache(PLANS);

    /** Reads and packs all weights of a graph. */
    public Program(Graph graph, Kernels kernels) {
        this.graph = graph;
        Map<Op, Prepared> shared = new HashMap<>();
        Map<String, int[]> statesOfLayer = new HashMap<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            try {
                prepare(i, node, kernels, shared);
            } catch (ModelException e) {
                throw e.at(node.layer(), node.layerClass());
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
            }
            declareStates(i, node, statesOfLayer);
        }
    }

    private void prepare(int index, Node node, Kernels kernels, Map<Op, Prepared> shared) {
        if (node.op() instanceof Constant constant) {
            constants.put(node.output(), constant.value().read());
        } else if (!node.op().isView()) {
            prepared.put(index, shared.computeIfAbsent(node.op(), op -> op.prepare(kernels)));
        }
    }

    private void declareStates(int index, Node node, Map<String, int[]> statesOfLayer) {
        int count = node.op().stateCount();
        if (count == 0) {
            return;
        }
        boolean stateful = node.op() instanceof Recurrent recurrent && recurrent.stateful();
        int[] ids = statesOfLayer.computeIfAbsent(node.layer(), layer -> {
            List<StateSpec> specs = node.op().states(inputShapes(node));
            int[] fresh = new int[count];
            for (int k = 0; k < count; k++) {
                fresh[k] = states.size();
                states.add(new StateSlot(layer, k, specs.get(k), stateful));
            }
            return fresh;
        });
        stateIds.put(index, ids);
    }

    private List<Shape> inputShapes(Node node) {
        return node.inputs().stream().map(graph.shapes()::get).toList();
    }

    public Graph graph() {
        return graph;
    }

    /** All states; {@link Plan#stateRows} has the same order. */
    public List<StateSlot> states() {
        return states;
    }

    /**
     * The plan for inputs of these fixed shapes, made when they come for the first time.
     *
     * @throws ModelException if a layer cannot take them
     */
    public Plan plan(List<Shape> inputs) {
        return plans.get(inputs, shapes -> new Planner(this, shapes).plan());
    }

    Prepared prepared(int node) {
        return prepared.get(node);
    }

    /** The elements of a constant value, or null if it is none. */
    float[] constant(int value) {
        return constants.get(value);
    }

    int[] stateIds(int node) {
        return stateIds.get(node);
    }
}
