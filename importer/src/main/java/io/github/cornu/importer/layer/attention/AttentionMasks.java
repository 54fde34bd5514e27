package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;

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
