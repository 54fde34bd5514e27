package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Constants;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** Masks of attention: which of the keys, along the last axes, each query may attend to, along the axes before. */
final class AttentionMasks {
    /** What can be done about attention that goes over the whole sequence. */
    static final String STREAM_ADVICE = KerasLayer.RUN_WHOLE
            + "; with use_causal_mask=True, or an attention_mask that is causal, and no scores among the outputs,"
            + " a stream keeps its keys and values";

    private AttentionMasks() {}

    /** The mask of the queries, (batch, queries), for all keys. */
    static Value ofQueries(Lowering g, Value mask) {
        return g.add(Reshape.expandDims(mask.shape().rank()), mask);
    }

    /** The mask of the keys, (batch, keys), for all queries. */
    static Value ofKeys(Lowering g, Value mask) {
        return g.add(Reshape.expandDims(mask.shape().rank() - 1), mask);
    }

    /**
     * One mask of all that hides scores, or null.
     *
     * @param scores shape (…, queries, keys)
     * @param masks of the same rank
     * @param causal whether keys after a query are hidden
     * @param window keys at this distance are hidden; 0: none
     */
    static Value ofScores(Lowering g, Value scores, List<Value> masks, boolean causal, int window) {
        Value all = null;
        for (Value mask : masks) {
            all = both(g, all, mask);
        }
        if (!causal && window == 0) {
            return all;
        }
        int rank = scores.shape().rank();
        Value ones = Constants.ones(g, scores);
        Value query = g.add(new Accumulate(Binary.ADD, rank - 2), ones);
        Value key = g.add(new Accumulate(Binary.ADD, rank - 1), ones);
        Value ahead = g.add(new Combine(Binary.SUBTRACT), key, query);
        if (causal) {
            all = both(g, all, g.add(new CombineScalar(Binary.LESS_EQUAL, 0f), ahead));
        }
        if (window > 0) {
            Value distance = Numbers.unary(g, Unary.ABS, ahead);
            all = both(g, all, g.add(new CombineScalar(Binary.LESS, window), distance));
        }
        return all;
    }

    /** The conjunction of two masks; null masks nothing. */
    static Value both(Lowering g, Value a, Value b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return g.add(new Combine(Binary.MINIMUM), a, b);
    }

    /** The mask with as many axes as scores of that rank: those that it lacks come before the last {@code kept}. */
    static Value forScores(Lowering g, Value mask, int rank, int kept) {
        Value spread = mask;
        if (spread != null && spread.shape().rank() <= kept) {
            throw new IllegalArgumentException("a mask of shape " + mask.shape() + " for scores of rank " + rank);
        }
        while (spread != null && spread.shape().rank() < rank) {
            spread = g.add(Reshape.expandDims(spread.shape().rank() - kept), spread);
        }
        return spread;
    }
}
