package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.plan.stream.WeightLineage;
import io.github.cornu.tensor.Weight;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Packs the weights of each operation once, whatever the number of nodes and graphs that have it. Thread-safe: one
 * thread at a time prepares.
 */
final class Packing {
    private final Target target;
    private final Map<Op, Prepared> known = new HashMap<>();
    /** For a table whose rows are the columns of a product, that product: they are held once. */
    private final Map<Op, Op> productOfTable = new HashMap<>();

    /** Floats that the matrices of each operation take which is not prepared yet, in order. */
    private final Map<Op, Long> expected = new LinkedHashMap<>();

    private final Map<Weight, float[]> constants = new HashMap<>();
    private final Map<Weight, Integer> hashes = new HashMap<>();

    Packing(Target target) {
        this.target = target;
    }

    /** Looks at a graph whose operations are prepared after this. */
    synchronized void expect(Graph graph) {
        findTables(graph);
        for (Node node : graph.nodes()) {
            boolean counted = known.containsKey(node.op()) || expected.containsKey(node.op());
            if (!counted && node.op().whole() == null) {
                expected.put(node.op(), node.op().packedFloats(target));
            }
        }
    }

    /** Looks for the tables whose rows are the columns of a product. */
    private void findTables(Graph graph) {
        Map<Weight, Dense> products = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Dense product && product.kernel().transposed() != null) {
                products.put(product.kernel().transposed(), product);
            }
        }
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Gather table && products.containsKey(table.table())) {
                productOfTable.putIfAbsent(table, products.get(table.table()));
            }
        }
    }

    /** The elements of a constant. */
    synchronized float[] constant(Constant constant) {
        return constants.computeIfAbsent(constant.value(), Weight::read);
    }

    /** What {@link WeightLineage} gives. */
    synchronized Map<String, Integer> lineage(Graph source, Graph graph) {
        return WeightLineage.of(source, graph, hashes);
    }

    synchronized Prepared of(Op op) {
        Prepared prepared = known.get(op);
        if (prepared == null) {
            target.memory().expect(expected.values());
            Op whole = op.whole() == null ? productOfTable.get(op) : op.whole();
            prepared = whole == null ? op.prepare(target) : op.prepare(target, of(whole));
            known.put(op, prepared);
            expected.remove(op);
        }
        return prepared;
    }

    /** The threads that the operations are prepared for. */
    ThreadTeam team() {
        return target.team();
    }
}
