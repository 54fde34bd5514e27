package io.github.cornu.importer.layer.rnn;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.op.recurrent.Recurrent;

/** What can be written into {@code .cornu} files. */
public final class Writable {
    private Writable() {}

    /**
     * The same graph, if the runtime can compute all of it without the importer.
     *
     * @param source the name of the model's file
     * @throws UnsupportedModelException with the first layer that it cannot compute
     */
    public static Graph checked(Graph graph, String source) {
        for (Node node : graph.nodes()) {
            HalfPrecision type = node.op() instanceof Recurrent recurrent ? HalfCell.of(recurrent.cell()) : null;
            if (type != null) {
                throw new UnsupportedModelException(
                        source,
                        node.layer(),
                        node.layerClass(),
                        "it computes in " + type + ", and a .cornu file cannot have recurrent layers in 16 bits",
                        null);
            }
        }
        return graph;
    }
}
