package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.threads.SharedProducts;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;

/**
 * {@link AttentionOp} for fixed shapes. Threads share blocks, each some queries of one head; a thread packs the keys
 * and values of a group when it comes to the group's first block that is its own. Immutable.
 */
final class BoundAttention {
    /** Queries of a block: their scores stay in a cache, and the keys are read seldom. */
    private static final int BLOCK = 64;

    private final Kernels kernels;
    private final float scale;
    /** Null: scores are products. */
    private final AdditiveScores additive;

    /** What is added to the scores; it may be null. */
    private final ScoreMask bias;

    private final Scores rows;
    private final Panels keyPanels;
    private final Panels valuePanels;
    /** All keys. */
    private final KeyRange all;
    /** Those of each block of queries. */
    private final KeyRange[] ranges;

    private final float[] zeros;

    private final int outer;
    private final int heads;
    private final int headsOfGroup;
    private final int queries;
    private final int keys;
    private final int depth;
    private final int width;
    private final int blocks;

    private final int q;
    private final int k;
    private final int v;
    private final int y;
    private final int shares;

    // Where these are in the array of a thread, which begins with the packed keys.
    private final int packedValues;
    private final int scaled;
    private final int scores;
    /** Room for additive scores of a query. */
    private final int terms;

    private final int size;

    private BoundAttention(
            Visibility visibility,
            int axes,
            float scale,
            AdditiveScores additive,
            boolean biased,
            Target target,
            Binding binding) {
        this.kernels = target.kernels();
        this.scale = scale;
        this.additive = additive;
        Shape shape = binding.inputShape(0);
        Shape keyShape = binding.inputShape(1);
        int end = shape.rank() - 2;
        int first = end - axes;
        outer = shape.size(0, first);
        queries = shape.size(first, end);
        keys = keyShape.size(first, end);
        heads = shape.length(-2);
        headsOfGroup = heads / keyShape.length(-2);
        depth = shape.length(-1);
        width = binding.inputShape(2).length(-1);
        blocks = (queries + BLOCK - 1) / BLOCK;
        int masks = AttentionOp.MASKS;
        Shape allScores = binding.outputShape(1);
        bias = biased ? ScoreMask.of(binding, masks, axes, allScores) : null;
        rows = new Scores(kernels, visibility, axes, allScores, binding, bias == null ? masks : masks + 1);
        keyPanels = kernels.panels(depth, keys);
        valuePanels = kernels.panels(keys, width);
        all = KeyRange.all(kernels, keyPanels, valuePanels);
        ranges = new KeyRange[blocks];
        for (int i = 0; i < blocks; i++) {
            ranges[i] = range(visibility, i * BLOCK);
        }
        zeros = new float[Math.max(keyPanels.paddedColumns(), valuePanels.paddedColumns())];

        q = binding.input(0);
        k = binding.input(1);
        v = binding.input(2);
        y = binding.output(0);
        shares = binding.output(1);
        packedValues = keyPanels.size();
        scaled = Math.addExact(packedValues, valuePanels.size());
        scores = Math.addExact(scaled, Math.multiplyExact(BLOCK, depth));
        terms = Math.addExact(scores, Math.multiplyExact(BLOCK, keys));
        size = additive == null ? terms : Math.addExact(terms, keys);
    }

    /** The keys that any of the queries of a block may attend to. */
    private KeyRange range(Visibility visibility, int query) {
        int last = Math.min(query + BLOCK, queries) - 1;
        return KeyRange.of(kernels, visibility.firstKey(query), visibility.endKey(last, keys), keyPanels, valuePanels);
    }

    static Step of(
            Visibility visibility,
            int axes,
            float scale,
            AdditiveScores additive,
            boolean biased,
            Target target,
            Binding binding) {
        BoundAttention bound = new BoundAttention(visibility, axes, scale, additive, biased, target, binding);
        long multiplyAdds = (long) bound.outer * bound.heads * bound.queries * bound.keys * (bound.depth + bound.width);
        int all = Math.multiplyExact(bound.outer * bound.heads, bound.blocks);
        return new SharedRows(target.team(), all, SharedProducts.nanos(multiplyAdds), bound::run);
    }

    /** The blocks from {@code first} on, numbered by sample, head and query. */
    private void run(Memory m, int first, int end, Scratch scratch) {
        float[] work = scratch.row(size);
        int packed = -1;
        for (int block = first; block < end; block++) {
            int head = block / blocks;
            int group = head / headsOfGroup;
            if (group != packed) {
                pack(m, group, work);
                packed = group;
            }
            int query = block % blocks * BLOCK;
            attend(m, head, query, Math.min(BLOCK, queries - query), work, scratch);
        }
    }

    /** @param group among those of all samples */
    private void pack(Memory m, int group, float[] work) {
        int groups = heads / headsOfGroup;
        int from = group / groups * keys * groups + group % groups;
        if (additive == null) {
            keyPanels.pack(m.slot(k), from * depth, 1, groups * depth, work, 0);
        } else {
            transpose(m.slot(k), from * depth, groups * depth, work);
        }
        valuePanels.pack(m.slot(v), from * width, groups * width, 1, work, packedValues);
    }

    /** The keys so that those follow each other which have an element of the depth. */
    private void transpose(float[] x, int from, int stride, float[] work) {
        for (int key = 0; key < keys; key++) {
            for (int d = 0; d < depth; d++) {
                work[d * keys + key] = x[from + key * stride + d];
            }
        }
    }

    /**
     * Some queries of one head.
     *
     * @param head among those of all samples
     */
    private void attend(Memory m, int head, int query, int count, float[] work, Scratch scratch) {
        int at = (head / heads * queries + query) * heads + head % heads;
        for (int r = 0; r < count; r++) {
            int from = (at + r * heads) * depth;
            kernels.binaryScalar(Binary.MULTIPLY, m.slot(q), from, scale, work, scaled + r * depth, depth);
        }
        KeyRange range = ranges[query / BLOCK];
        if (!weigh(m, head, query, count, range, work, scratch) && range.count() < keys) {
            range = all;
            weigh(m, head, query, count, range, work, scratch);
        }
        if (shares >= 0) {
            copyShares(m.slot(shares), (head * queries + query) * keys, count, range, work);
        }
        for (Panels.Part part : range.values()) {
            kernels.multiply(
                    count,
                    work,
                    scores,
                    range.count(),
                    work,
                    packedValues + part.offset(),
                    part.panels(),
                    zeros,
                    0,
                    0,
                    m.slot(y),
                    at * width + part.column(),
                    heads * width,
                    scratch);
        }
    }

    /** The attention weights of some queries; false if one of them gets the average of all values. */
    private boolean weigh(Memory m, int head, int query, int count, KeyRange range, float[] work, Scratch scratch) {
        int row = range.count();
        if (additive == null) {
            multiply(count, range, work, scratch);
        } else {
            Arrays.fill(work, scores, scores + count * row, 0f);
            for (int r = 0; r < count; r++) {
                additive.add(work, scaled + r * depth, work, range.first(), keys, scores + r * row, terms, row);
            }
        }
        boolean seen = true;
        for (int r = 0; r < count; r++) {
            if (bias != null) {
                bias.add(m, work, scores + r * row, head, query + r);
            }
            seen &= rows.normalize(m, work, scores + r * row, head, query + r, range.first(), row, scratch);
        }
        return seen;
    }

    private void multiply(int count, KeyRange range, float[] work, Scratch scratch) {
        int row = range.count();
        Panels panels = range.keys();
        kernels.multiply(
                count, work, scaled, depth, work, range.keysOffset(), panels, zeros, 0, 0, work, scores, row, scratch);
    }

    /** Copies the attention weights; keys that are left out have none. */
    private void copyShares(float[] out, int to, int count, KeyRange range, float[] work) {
        int row = range.count();
        Arrays.fill(out, to, to + count * keys, 0f);
        for (int r = 0; r < count; r++) {
            System.arraycopy(work, scores + r * row, out, to + r * keys + range.first(), row);
        }
    }
}
