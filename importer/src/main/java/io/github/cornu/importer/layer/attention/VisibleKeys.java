package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A mask of attention, taken apart: what it says of positions, and what is left of it.
 *
 * @param causal whether a query attends to no key after its own position
 * @param window a query attends to keys before it at a distance below that; 0: at any distance
 * @param rest the mask without that; null if nothing is left
 */
record VisibleKeys(boolean causal, int window, Value rest) {
    /** Conjunctions in each other; a file may ask for any number. */
    private static final int DEEPEST = 10;

    /**
     * The parts of a mask whose last axes are queries and keys, where the graph tells that these have one length in all
     * calls.
     *
     * @param whole the mask, or null
     * @param query shape (batch, steps, features), as the keys
     */
    static VisibleKeys of(Lowering g, Value whole, Value query, Value key) {
        AxisOrigins origins = new AxisOrigins(g);
        boolean matrix = whole != null
                && query.shape().rank() == 3
                && key.shape().rank() == 3
                && whole.shape().rank() >= 2;
        boolean square = matrix
                && areEqual(origins.of(whole, -2), origins.of(whole, -1), origins.of(query, 1), origins.of(key, 1));
        VisibleKeys found = square ? of(g, new TruthReader(g, new MaskReader(g, origins)), whole, 0) : null;
        // Where attention is not causal, a window of Cornu's reaches as far ahead.
        return found == null || !found.causal ? all(whole) : found;
    }

    /** All that a mask leaves; null masks nothing. */
    static VisibleKeys all(Value mask) {
        return new VisibleKeys(false, 0, mask);
    }

    private static boolean areEqual(Length... lengths) {
        return Set.of(lengths[0]).containsAll(List.of(lengths));
    }

    /** Null if nothing is known of positions. */
    private static VisibleKeys of(Lowering g, TruthReader truths, Value mask, int depth) {
        MaskForm form = truths.forms().read(mask);
        VisibleKeys positions = form == null || form.conditions() == null ? null : of(form);
        if (positions != null) {
            return positions;
        }
        Op op = g.operation(mask);
        if (depth == DEEPEST) {
            return null;
        }
        if (op instanceof Identity || op instanceof Reshape) {
            return through(g, truths, op, mask, depth);
        }
        return op instanceof Combine combine ? both(g, truths, combine, mask, depth) : null;
    }

    /** The same with what is left behind a reshape that adds an axis. */
    private static VisibleKeys through(Lowering g, TruthReader truths, Op op, Value mask, int depth) {
        Value input = g.operands(mask).get(0);
        boolean adds = op instanceof Identity || op.equals(Reshape.expandDims(((Reshape) op).from()));
        VisibleKeys inside = adds ? of(g, truths, input, depth + 1) : null;
        return inside == null || inside.rest == null
                ? inside
                : new VisibleKeys(inside.causal, inside.window, g.add(op, inside.rest));
    }

    /** The conjunction of two masks, of which one says something of positions. */
    private static VisibleKeys both(Lowering g, TruthReader truths, Combine combine, Value mask, int depth) {
        List<Value> parts = g.operands(mask);
        boolean joins = combine.function() == Binary.MULTIPLY && parts.stream().anyMatch(truths::isTruth)
                || combine.function() == Binary.MINIMUM && parts.stream().allMatch(truths::isTruth);
        if (!joins) {
            return null;
        }
        List<VisibleKeys> found = new ArrayList<>();
        for (Value part : parts) {
            VisibleKeys own = truths.forms().isFull(part, mask) ? of(g, truths, part, depth + 1) : null;
            found.add(own == null ? new VisibleKeys(false, 0, part) : own);
        }
        VisibleKeys a = found.get(0);
        VisibleKeys b = found.get(1);
        if (!a.saysPositions() && !b.saysPositions()) {
            return null;
        }
        Value rest = a.rest == null ? b.rest : b.rest == null ? a.rest : g.add(combine, a.rest, b.rest);
        return new VisibleKeys(a.causal || b.causal, nearer(a.window, b.window), aligned(g, rest, mask));
    }

    /** With the axes at the start that a part lacks. */
    private static Value aligned(Lowering g, Value part, Value whole) {
        Value aligned = part;
        while (aligned != null && aligned.shape().rank() < whole.shape().rank()) {
            aligned = g.add(Reshape.expandDims(0), aligned);
        }
        return aligned;
    }

    private boolean saysPositions() {
        return causal || window > 0;
    }

    /** The smaller one of two windows, of which 0 is none. */
    static int nearer(int a, int b) {
        return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
    }

    /** Null if some of the conditions is none of positions before or around a query. */
    private static VisibleKeys of(MaskForm form) {
        boolean causal = false;
        int window = 0;
        for (IndexSum sum : form.conditions()) {
            int rank = sum.rank();
            double ofQuery = sum.isOfLastTwo() ? sum.slope(rank - 2) : 0;
            double ofKey = sum.isOfLastTwo() ? sum.slope(rank - 1) : 0;
            double distance = sum.offset();
            if (ofQuery == 1 && ofKey == -1 && distance == 0) {
                causal = true;
            } else if (ofQuery == -1 && ofKey == 1 && distance >= 0 && distance < Integer.MAX_VALUE) {
                window = nearer(window, (int) distance + 1);
            } else {
                return null;
            }
        }
        return causal || window > 0 ? new VisibleKeys(causal, window, null) : null;
    }
}
