package io.github.cornu;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Flops;
import io.github.cornu.plan.LayerPaths;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.Program;
import io.github.cornu.plan.Rewrites;
import io.github.cornu.plan.Rewrites.Fate;
import io.github.cornu.plan.StateSlot;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What compiling made of the layers of a model, and what a call of it takes.
 *
 * @param inputs the shapes that a call has here
 * @param layers all that run or ran, in the order of the model, those of models inside it with their path
 * @param flops floating-point operations of a call: 2 for each multiply-add, 1 for each number that a function gives
 *     and that a sum or a pooling window takes in; moving, comparing and looking up numbers counts nothing
 * @param allFlops false if there is work in them that cannot be counted: functions that the user wrote
 * @param weightBytes memory of the weights in the form that they are held in, shared by all sessions
 * @param bufferBytes memory of the arrays between the layers, of one session
 * @param stateBytes memory of the states of recurrent layers, of one session
 */
public record ModelDetails(
        List<Shape> inputs,
        List<Layer> layers,
        long flops,
        boolean allFlops,
        long weightBytes,
        long bufferBytes,
        long stateBytes) {
    public ModelDetails {
        inputs = List.copyOf(inputs);
        layers = List.copyOf(layers);
    }

    /**
     * What became of a layer.
     *
     * @param operations what it does, in order, each with what it applies to its result; empty if nothing is left of it
     * @param remarks which layers it was joined with, or why nothing is left of it
     * @param flops -1 if they cannot be counted
     * @param weightBytes 0 for weights that an earlier layer has, too
     */
    public record Layer(LayerInfo info, List<String> operations, List<String> remarks, long flops, long weightBytes) {
        public Layer {
            operations = List.copyOf(operations);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * The details for inputs of these shapes.
     *
     * @param inputs of all inputs, in order, no axis free: for instance by {@link InputShapes}
     * @throws io.github.cornu.ModelException if the model cannot take them
     */
    public static ModelDetails of(Model model, List<Shape> inputs) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(inputs, "inputs");
        Program program = model.program();
        Plan plan = program.plan(inputs);
        Map<Node, Long> flops = flops(program.graph(), inputs);
        Map<String, Part> parts = new Details(model, flops).parts();
        List<Layer> layers = new ArrayList<>();
        for (LayerInfo info : model.layers()) {
            boolean outer = model.layers().stream().anyMatch(info::contains);
            if (parts.containsKey(info.path())) {
                layers.add(parts.get(info.path()).layer(info));
            } else if (!outer) {
                layers.add(new Layer(info, List.of(), List.of("nothing to run"), 0, 0));
            }
        }
        long counted = flops.values().stream()
                .filter(count -> count > 0)
                .mapToLong(Long::longValue)
                .sum();
        long weights = 0;
        for (long bytes : program.weightBytes()) {
            weights += bytes;
        }
        return new ModelDetails(
                inputs,
                layers,
                counted,
                flops.values().stream().noneMatch(count -> count == Flops.UNKNOWN),
                weights,
                buffers(plan),
                states(program, plan));
    }

    private static Map<Node, Long> flops(Graph graph, List<Shape> inputs) {
        Shape[] shapes = new Shape[graph.shapes().size()];
        for (int i = 0; i < inputs.size(); i++) {
            shapes[graph.inputs().get(i).value()] = inputs.get(i);
        }
        Map<Node, Long> flops = new IdentityHashMap<>();
        for (Node node : graph.nodes()) {
            List<Shape> given =
                    node.inputs().stream().map(value -> shapes[value]).toList();
            List<Shape> made = node.op().outputShapes(given);
            for (int k = 0; k < made.size(); k++) {
                shapes[node.outputs().get(k)] = made.get(k);
            }
            flops.put(node, node.op().flops(given, made));
        }
        return flops;
    }

    private static long buffers(Plan plan) {
        long floats = 0;
        for (int slot = 0; slot < plan.slots(); slot++) {
            floats += plan.slotSize(slot);
        }
        return floats * Float.BYTES;
    }

    private static long states(Program program, Plan plan) {
        long floats = 0;
        for (int state = 0; state < program.states().size(); state++) {
            StateSlot slot = program.states().get(state);
            floats += (long) plan.stateRows(state) * slot.spec().stride();
        }
        return floats * Float.BYTES;
    }

    /** What is found of a layer. */
    private static final class Part {
        final List<String> operations = new ArrayList<>();
        final Set<String> remarks = new LinkedHashSet<>();
        long flops;
        boolean allFlops = true;
        long weightBytes;

        void add(long count) {
            allFlops &= count != Flops.UNKNOWN;
            flops += Math.max(0, count);
        }

        Layer layer(LayerInfo info) {
            return new Layer(info, operations, List.copyOf(remarks), allFlops ? flops : Flops.UNKNOWN, weightBytes);
        }
    }

    /** Gathers it from the nodes. */
    private static final class Details {
        private final Model model;
        private final LayerPaths paths;
        private final Map<Node, Long> flops;
        private final Map<Node, Long> bytes = new IdentityHashMap<>();
        private final Map<String, Part> parts = new LinkedHashMap<>();

        Details(Model model, Map<Node, Long> flops) {
            this.model = model;
            this.paths = new LayerPaths(model.layers());
            this.flops = flops;
            long[] weightBytes = model.program().weightBytes();
            for (int i = 0; i < weightBytes.length; i++) {
                bytes.put(model.program().graph().nodes().get(i), weightBytes[i]);
            }
        }

        Map<String, Part> parts() {
            List<Fate> fates = Rewrites.of(model.source(), model.program().graph());
            fates.forEach(fate -> parts.computeIfAbsent(pathOf(fate.before()), name -> new Part()));
            for (Fate fate : fates) {
                String path = pathOf(fate.before());
                switch (fate.kind()) {
                    case KEPT -> keep(parts.get(path), fate.after());
                    case JOINED -> join(path, fate.after());
                    default -> {}
                }
            }
            fates.forEach(this::explain);
            return parts;
        }

        private String pathOf(Node node) {
            return paths.of(node.layer());
        }

        private void keep(Part part, Node node) {
            part.operations.add(node.op().label());
            part.add(flops.get(node));
            part.weightBytes += bytes.get(node);
        }

        private void join(String path, Node node) {
            String other = pathOf(node);
            if (!other.equals(path)) {
                parts.get(path).remarks.add("in '" + other + "'");
                parts.get(other).remarks.add("with '" + path + "'");
            }
        }

        /** Says why nothing is left of a layer. */
        private void explain(Fate fate) {
            Part part = parts.get(pathOf(fate.before()));
            if (part.operations.isEmpty() && part.remarks.isEmpty()) {
                part.remarks.add(fate.kind() == Rewrites.Kind.IDENTITY ? "does nothing" : "no output depends on it");
            }
        }
    }
}
