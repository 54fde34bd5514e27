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
import java.util.Map;

/** Packs the weights of each operation once, whatever the number of nodes and graphs that have it. */
final class Packing {
    private final Target target;
    private final Map<Op, Prepared> known = new HashMap<>();
    private final Map<Weight, float[]> constants = new HashMap<>();
    private final Map<Weight, Integer> hashes = new HashMap<>();

    Packing(Target target) {
        this.target = target;
    }

    /**
     * Prepares the tables of a graph whose rows are the columns of a product in it: these are held once.
     *
     * <p>Several graphs may share a packing, so that one thread at a time may prepare one.
     */
    synchronized void tables(Graph graph) {
        Map<Weight, Dense> products = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Dense product && product.kernel().transposed() != null) {
                products.put(product.kernel().transposed(), product);
            }
        }
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Gather table && products.containsKey(table.table()) && !known.containsKey(table)) {
                known.put(table, table.prepare(target, of(products.get(table.table()))));
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
            prepared = op.whole() == null ? op.prepare(target) : op.prepare(target, of(op.whole()));
            known.put(op, prepared);
        }
        return prepared;
    }

    /** The threads that the operations are prepared for. */
    ThreadTeam team() {
        return target.team();
    }
}
