package io.github.cornu.plan;

import io.github.cornu.graph.Node;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.Strips;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds operations on images that follow each other, each the only reader of the one before, with more between them
 * than stays in the second-level cache: they are computed together, strip by strip.
 */
final class StripFinder {
    private static final int IMAGES_RANK = 4;

    private final PreparedGraph prepared;
    private final Shape[] shapes;

    /** @param shapes of all values, fixed */
    StripFinder(PreparedGraph prepared, Shape[] shapes) {
        this.prepared = prepared;
        this.shapes = shapes;
    }

    /** What is computed together from a node on: one operation for each node, or none if it is computed alone. */
    List<ImageRows> from(int index) {
        List<ImageRows> stages = new ArrayList<>();
        int next = index;
        while (continues(next)) {
            if (stages.isEmpty() && !add(index, stages) || !add(next + 1, stages)) {
                break;
            }
            next++;
        }
        return stages.size() < 2 ? List.of() : stages;
    }

    /** Whether a node has a large output, which the node after it reads alone. */
    private boolean continues(int index) {
        if (!prepared.feedsNextAlone(index)) {
            return false;
        }
        Shape output = shapes[prepared.graph().nodes().get(index).output()];
        return output.rank() == IMAGES_RANK && output.size(1, IMAGES_RANK) > Strips.CACHED;
    }

    private boolean add(int index, List<ImageRows> stages) {
        Node node = prepared.graph().nodes().get(index);
        boolean runs = node.inputs().size() == 1
                && node.outputs().size() == 1
                && !node.op().isView()
                && prepared.constant(node.output()) == null
                && shapes[node.inputs().get(0)].rank() == IMAGES_RANK;
        ImageRows rows =
                runs ? prepared.prepared(index).rows(shapes[node.inputs().get(0)]) : null;
        return rows != null && stages.add(rows);
    }
}
