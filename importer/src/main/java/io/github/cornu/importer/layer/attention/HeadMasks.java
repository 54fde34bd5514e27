package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import java.util.ArrayList;
import java.util.List;

/**
 * The masks of one call of attention of several heads, besides what positions say. What is not 0 is true, but for a
 * given mask of numbers.
 *
 * @param given for queries and keys, or null
 * @param isNumber whether the numbers of the given one count
 * @param ofQueries shape (batch, queries), or null
 * @param ofKeys of keys and of values, shape (batch, 1, keys), or null
 * @param axes how many axes a sequence has
 */
record HeadMasks(Value given, boolean isNumber, Value ofQueries, Value ofKeys, int axes) {
    /** Whether the given mask is the only one. */
    boolean isAlone() {
        return given != null && ofQueries == null && ofKeys == null;
    }

    HeadMasks withGiven(Value other, boolean number) {
        return new HeadMasks(other, number, ofQueries, ofKeys, axes);
    }

    /** Whether the elements of a mask are known to be 1 and 0. */
    static boolean isTruth(Lowering g, KerasTensor mask) {
        MaskReader forms = new MaskReader(g, new AxisOrigins(g));
        return mask.type() == NumberType.BOOL || new TruthReader(g, forms).isTruth(mask.value());
    }

    /**
     * The masks for scores of that rank: that of the queries, and the others as one. Together they would be as large as
     * the scores.
     */
    List<Value> forScores(Lowering g, int rank) {
        Value mask = ofKeys;
        if (given != null) {
            boolean ofSamples = given.shape().rank() > 2 * axes;
            Value x = ofSamples ? given : g.add(Reshape.expandDims(0), given);
            Value set = isNumber ? x : g.add(new CombineScalar(Binary.NOT_EQUAL, 0f), x);
            mask = AttentionMasks.both(g, set, mask);
        }
        List<Value> masks = new ArrayList<>();
        if (mask != null) {
            masks.add(mask);
        }
        if (ofQueries != null) {
            masks.add(AttentionMasks.ofQueries(g, ofQueries));
        }
        masks.replaceAll(one -> AttentionMasks.forScores(g, one, rank, 2 * axes));
        return masks;
    }
}
