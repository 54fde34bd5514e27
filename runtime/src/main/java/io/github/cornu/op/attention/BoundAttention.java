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

/**
 * {@link Attention} for fixed shapes. Threads share blocks, each some queries of one head; a thread packs the keys and
 * values of a group when it comes to the group's first block that is its own. Immutable.
 */
final class BoundAttention {
    /** Queries of a block: their scores stay in a cache, and the keys are read seldom. */
    private static final int BLOCK = 64;

    private final Kernels kernels;
    private final float scale;
    private final Scores rows;
    private final Panels keyPanels;
    private final Panels valuePanels;
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
    private final int mask;
    private final int y;
    private final int shares;

    // Where these are in the array of a thread, which begins with the packed keys.
    private final int packedValues;
    private final int scaled;
    private final int scores;
    private final int size;

    private BoundAttention(Attention op, float scale, Target target, Binding binding) {
        this.kernels = target.kernels();
        this.scale = scale;
        Shape shape = binding.inputShape(0);
        Shape keyShape = binding.inputShape(1);
        int end = shape.rank() - 2;
        int first = end - op.axes();
        outer = shape.size(0, first);
        queries = shape.size(first, end);
        keys = keyShape.size(first, end);
        heads = shape.length(-2);
        headsOfGroup = heads / keyShape.length(-2);
        depth = shape.length(-1);
        width = binding.inputShape(2).length(-1);
        blocks = (queries + BLOCK - 1) / BLOCK;
        boolean masked = binding.inputs() > 3;
        rows = new Scores(op.visibility(), op.axes(), binding.outputShape(1), masked ? binding.inputShape(3) : null);
        keyPanels = kernels.panels(depth, keys);
        valuePanels = kernels.panels(keys, width);
        zeros = new float[Math.max(keyPanels.paddedColumns(), valuePanels.paddedColumns())];

        q = binding.input(0);
        k = binding.input(1);
        v = binding.input(2);
        mask = masked ? binding.input(3) : -1;
        y = binding.output(0);
        shares = binding.output(1);
        packedValues = keyPanels.size();
        scaled = Math.addExact(packedValues, valuePanels.size());
        scores = Math.addExact(scaled, Math.multiplyExact(BLOCK, depth));
        size = Math.addExact(scores, Math.multiplyExact(BLOCK, keys));
    }

    static Step of(Attention op, float scale, Target target, Binding binding) {
        BoundAttention bound = new BoundAttention(op, scale, target, binding);
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
        keyPanels.pack(m.slot(k), from * depth, 1, groups * depth, work, 0);
        valuePanels.pack(m.slot(v), from * width, groups * width, 1, work, packedValues);
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
        kernels.multiply(count, work, scaled, depth, work, 0, keyPanels, zeros, 0, 0, work, scores, keys, scratch);
        float[] seen = mask < 0 ? null : m.slot(mask);
        for (int r = 0; r < count; r++) {
            rows.normalize(kernels, work, scores + r * keys, seen, head, query + r, scratch);
        }
        if (shares >= 0) {
            System.arraycopy(work, scores, m.slot(shares), (head * queries + query) * keys, count * keys);
        }
        float[] out = m.slot(y);
        int to = at * width;
        int stride = heads * width;
        kernels.multiply(
                count, work, scores, keys, work, packedValues, valuePanels, zeros, 0, 0, out, to, stride, scratch);
    }
}
