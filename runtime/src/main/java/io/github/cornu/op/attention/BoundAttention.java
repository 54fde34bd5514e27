package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.Panels;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;

/** {@link Attention} for fixed shapes: head by head, some queries at a time. */
final class BoundAttention implements Step {
    private static final int BLOCK = 64;

    private final MatrixProducts products;
    private final Kernels kernels;
    private final float scale;
    private final Scores rows;
    private final Panels keyPanels;
    private final Panels valuePanels;
    private final float[] zeros;

    private final int outer;
    private final int groups;
    private final int headsOfGroup;
    private final int queries;
    private final int keys;
    private final int depth;
    private final int width;

    private final int q;
    private final int k;
    private final int v;
    private final int mask;
    private final int y;
    private final int shares;
    private final int packedKeys;
    private final int packedValues;
    private final int scaled;
    private final int scores;

    BoundAttention(Visibility visibility, int axes, float scale, Target target, Binding binding) {
        this.products = target.products();
        this.kernels = target.kernels();
        this.scale = scale;
        Shape shape = binding.inputShape(0);
        Shape keyShape = binding.inputShape(1);
        int first = shape.rank() - 2 - axes;
        outer = shape.size(0, first);
        queries = shape.size(first, first + axes);
        keys = keyShape.size(first, first + axes);
        groups = keyShape.length(-2);
        headsOfGroup = shape.length(-2) / groups;
        depth = shape.length(-1);
        width = binding.inputShape(2).length(-1);
        boolean masked = binding.inputs() > 3;
        rows = new Scores(visibility, axes, binding.outputShape(1), masked ? binding.inputShape(3) : null);
        keyPanels = kernels.panels(depth, keys);
        valuePanels = kernels.panels(keys, width);
        zeros = new float[Math.max(keyPanels.paddedColumns(), valuePanels.paddedColumns())];

        q = binding.input(0);
        k = binding.input(1);
        v = binding.input(2);
        mask = masked ? binding.input(3) : -1;
        y = binding.output(0);
        shares = binding.output(1);
        packedKeys = binding.scratch(keyPanels.size());
        packedValues = binding.scratch(valuePanels.size());
        scaled = binding.scratch(Math.multiplyExact(BLOCK, depth));
        scores = binding.scratch(Math.multiplyExact(BLOCK, keys));
    }

    @Override
    public void run(Memory m) {
        for (int i = 0; i < outer; i++) {
            for (int group = 0; group < groups; group++) {
                int from = i * keys * groups + group;
                keyPanels.pack(m.slot(k), from * depth, 1, groups * depth, m.slot(packedKeys), 0);
                valuePanels.pack(m.slot(v), from * width, groups * width, 1, m.slot(packedValues), 0);
                for (int head = group * headsOfGroup; head < (group + 1) * headsOfGroup; head++) {
                    for (int query = 0; query < queries; query += BLOCK) {
                        attend(m, i, head, query, Math.min(BLOCK, queries - query));
                    }
                }
            }
        }
    }

    /** Some queries of one head. */
    private void attend(Memory m, int i, int head, int query, int count) {
        int heads = groups * headsOfGroup;
        int at = (i * queries + query) * heads + head;
        float[] x = m.slot(scaled);
        for (int r = 0; r < count; r++) {
            kernels.binaryScalar(Binary.MULTIPLY, m.slot(q), (at + r * heads) * depth, scale, x, r * depth, depth);
        }
        float[] s = m.slot(scores);
        products.multiply(count, x, 0, depth, m.slot(packedKeys), 0, keyPanels, zeros, 0, 0, s, 0, keys, m.scratch());
        float[] seen = mask < 0 ? null : m.slot(mask);
        for (int r = 0; r < count; r++) {
            rows.normalize(kernels, s, r * keys, seen, i * heads + head, query + r, m.scratch());
        }
        if (shares >= 0) {
            System.arraycopy(s, 0, m.slot(shares), ((i * heads + head) * queries + query) * keys, count * keys);
        }
        products.multiply(
                count,
                s,
                0,
                keys,
                m.slot(packedValues),
                0,
                valuePanels,
                zeros,
                0,
                0,
                m.slot(y),
                at * width,
                heads * width,
                m.scratch());
    }
}
