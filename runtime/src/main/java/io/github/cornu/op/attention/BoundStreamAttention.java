package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.threads.SharedProducts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;

/**
 * {@link StreamAttention} for fixed shapes. First the new keys and values go to the states, then threads share the
 * heads. A sum has the terms of {@link BoundAttention} in the same order, without those of keys after the query, which
 * are zeros there. Immutable.
 */
final class BoundStreamAttention implements Step {
    private static final int COUNT = 0;
    private static final int KEYS = 1;
    private static final int VALUES = 2;
    private static final int BLOCK = StateSpec.BLOCK;
    /** Keys that the estimate of the time assumes. */
    private static final int USUAL = 256;

    private final Kernels kernels;
    private final float scale;
    /** Null: scores are products. */
    private final AdditiveScores additive;

    private final StreamSteps kept;
    private final int limit;
    private final Visibility visibility;
    private final StreamMasks masks;

    private final int batch;
    private final int steps;
    private final int heads;
    private final int headsOfGroup;
    private final int groups;
    private final int depth;
    private final int width;

    private final int q;
    private final int k;
    private final int v;
    private final int y;
    private final int counts;
    private final int keys;
    private final int values;
    /** Those that are taken at once, one after the other. */
    private final Part[] parts;
    /** For many queries of a call, of which all see the first keys; or null. */
    private final StreamBlocks blocks;

    /** The queries from a step until before another one, shared by threads. */
    private record Part(int from, int to, SharedRows rows) {}

    BoundStreamAttention(PackedAttention packed, StreamSteps kept, int maskOfKeys, Target target, Binding binding) {
        this.kernels = target.kernels();
        this.scale = packed.scale();
        this.additive = packed.additive();
        this.kept = kept;
        this.limit = kept.limit();
        this.visibility = kept.visibility();
        this.masks = new StreamMasks(kept, maskOfKeys, binding);
        Shape shape = binding.inputShape(0);
        batch = shape.length(0);
        steps = shape.length(1);
        heads = shape.length(2);
        groups = binding.inputShape(1).length(2);
        headsOfGroup = heads / groups;
        depth = shape.length(3);
        width = binding.inputShape(2).length(3);
        q = binding.input(0);
        k = binding.input(1);
        v = binding.input(2);
        y = binding.output(0);
        counts = binding.state(COUNT);
        keys = binding.state(KEYS);
        values = binding.state(VALUES);
        blocks = additive == null && visibility.window() == 0 && steps >= StreamBlocks.FEWEST
                ? new StreamBlocks(kernels, depth, width)
                : null;
        long multiplyAdds = (long) batch * heads * steps * Math.min(limit, USUAL) * (depth + width);
        long nanos = SharedProducts.nanos(multiplyAdds);
        parts = new Part[steps == 0 ? 0 : (steps - 1) / kept.atOnce(steps) + 1];
        for (int i = 0; i < parts.length; i++) {
            int from = i * kept.atOnce(steps);
            int to = Math.min(steps, from + kept.atOnce(steps));
            SharedRows.Rows some = (m, first, end, scratch) -> attend(m, from, to, first, end, scratch);
            parts[i] = new Part(from, to, new SharedRows(target.team(), batch * heads, nanos, some));
        }
    }

    @Override
    public void run(Memory m) {
        float[] before = m.state(counts);
        for (int r = 0; r < batch; r++) {
            kept.before(before[r], steps);
        }
        for (Part part : parts) {
            for (int r = 0; r < batch; r++) {
                append(m, r, (int) before[r], part.from(), part.to());
            }
            part.rows().run(m);
            for (int r = 0; r < batch; r++) {
                before[r] = leave(m, r, (int) before[r] + part.to() - part.from());
            }
        }
    }

    private void append(Memory m, int sample, int count, int from, int to) {
        int size = groups * depth;
        float[] memory = m.state(keys);
        for (int t = from; t < to; t++) {
            int step = count + t - from;
            int at = sample * kept.room(m, keys) * size + block(step) * size + step % BLOCK;
            int length = length(step);
            int x = (sample * steps + t) * size;
            for (int i = 0; i < size; i++) {
                memory[at + i * length] = m.slot(k)[x + i];
            }
        }
        int row = groups * width;
        int place = (sample * kept.room(m, values) + count) * row;
        System.arraycopy(m.slot(v), (sample * steps + from) * row, m.state(values), place, (to - from) * row);
        masks.append(m, sample, count, from, to);
    }

    /** Leaves steps behind that no later query attends to; returns how many there are now. */
    private int leave(Memory m, int sample, int count) {
        int left = kept.left(count);
        if (left > 0) {
            kept.leave(m.state(keys), sample, left, groups * depth);
            kept.leave(m.state(values), sample, left, groups * width);
            masks.leave(m, sample, left);
        }
        return count - left;
    }

    /** The first step of the block that a step is in. */
    private static int block(int step) {
        return step / BLOCK * BLOCK;
    }

    /** How many steps the block has that a step is in. */
    private int length(int step) {
        return Math.min(BLOCK, limit - block(step));
    }

    /** Some heads, numbered by sample and head, of the queries from a step until before another one. */
    private void attend(Memory m, int from, int to, int first, int end, Scratch scratch) {
        int room = kept.room(m, keys);
        int terms = additive == null ? 0 : BLOCK;
        float[] work = scratch.row(blocks == null ? depth + room + terms : blocks.size(room));
        for (int row = first; row < end; row++) {
            int sample = row / heads;
            int head = row % heads;
            int count = (int) m.state(counts)[sample];
            if (blocks != null) {
                attendAtOnce(m, sample, head, count, work, scratch);
                continue;
            }
            for (int t = from; t < to; t++) {
                attend(m, sample, head, t, count + t - from, work, scratch);
            }
        }
    }

    /** All queries of one head. */
    private void attendAtOnce(Memory m, int sample, int head, int count, float[] work, Scratch scratch) {
        for (int t = 0; t < steps; t += StreamBlocks.MOST) {
            attendAtOnce(m, sample, head, t, Math.min(StreamBlocks.MOST, steps - t), count + t, work, scratch);
        }
    }

    /** Some queries of one head, from a step on; the first is at that position. */
    private void attendAtOnce(
            Memory m, int sample, int head, int step, int queries, int position, float[] work, Scratch scratch) {
        int at = (sample * steps + step) * heads + head;
        for (int r = 0; r < queries; r++) {
            kernels.binaryScalar(Binary.MULTIPLY, m.slot(q), (at + r * heads) * depth, scale, work, r * depth, depth);
        }
        int row = kept.room(m, keys);
        int group = head / headsOfGroup;
        int whole = block(position + 1);
        int from = (sample * row) * groups * depth + group * depth * BLOCK;
        blocks.score(queries, m.state(keys), from, groups * depth * BLOCK, whole / BLOCK, work, row, scratch);
        long unseen = 0;
        for (int r = 0; r < queries; r++) {
            int scores = blocks.scores() + r * row;
            score(m, sample, group, whole, position + r + 1 - whole, work, r * depth, scores + whole);
            if (!weigh(m, sample, head, step + r, position + r, work, scores, scratch)) {
                unseen |= 1L << r;
                Arrays.fill(work, scores, scores + whole, 0f);
            }
            Arrays.fill(work, blocks.sums(r), blocks.sums(r) + width, 0f);
        }
        int size = groups * width;
        int first = (sample * kept.room(m, values)) * size + group * width;
        blocks.addValues(queries, m.state(values), first, size, whole / BLOCK, work, row, scratch);
        for (int r = 0; r < queries; r++) {
            int to = (at + r * heads) * width;
            if ((unseen >> r & 1) != 0) {
                Arrays.fill(m.slot(y), to, to + width, 0f);
                continue;
            }
            System.arraycopy(work, blocks.sums(r), m.slot(y), to, width);
            int scores = blocks.scores() + r * row;
            addValues(m, first, whole, position + r + 1, work, scores, to);
        }
    }

    /** One query. */
    private void attend(Memory m, int sample, int head, int step, int position, float[] work, Scratch scratch) {
        int at = (sample * steps + step) * heads + head;
        kernels.binaryScalar(Binary.MULTIPLY, m.slot(q), at * depth, scale, work, 0, depth);
        int visible = visibility.firstKey(position);
        // Partial sums begin where they begin over all keys.
        int first = block(visible);
        int count = position + 1 - first;
        score(m, sample, head / headsOfGroup, first, count, work, 0, depth);
        Arrays.fill(work, depth, depth + visible - first, Scores.HIDDEN);
        float[] out = m.slot(y);
        Arrays.fill(out, at * width, (at + 1) * width, 0f);
        if (weigh(m, sample, head, step, position, work, depth, scratch)) {
            int size = groups * width;
            int from = (sample * kept.room(m, values)) * size + head / headsOfGroup * width;
            addValues(m, from, first, position + 1, work, depth - first, at * width);
        }
    }

    /**
     * Turns the scores of a query into weights; false if it sees no key and gets zeros.
     *
     * @param at where the score of the first key of the first block is that it sees
     */
    private boolean weigh(
            Memory m, int sample, int head, int step, int position, float[] work, int at, Scratch scratch) {
        int visible = visibility.firstKey(position);
        int first = block(visible);
        if (masks.hide(m, sample, head, step, visible, position + 1, work, at - first)) {
            Activation.SOFTMAX.apply(kernels, work, at, 1, position + 1 - first, scratch);
            return true;
        }
        if (visibility.fullyMasked() == Visibility.FullyMasked.ZERO) {
            return false;
        }
        throw new IllegalArgumentException("step " + position + " of sample " + sample + " may attend to no key: it"
                + " gets the average of all values of the sequence, which a stream does not know; give it no"
                + " masked steps");
    }

    /**
     * Adds the values of the keys from {@code first} until before {@code end}, weighed, to an output.
     *
     * @param from where the value of key 0 is
     * @param weights where the weight of key 0 would be
     */
    private void addValues(Memory m, int from, int first, int end, float[] work, int weights, int to) {
        int size = groups * width;
        for (int key = first; key < end; key++) {
            kernels.addScaled(work[weights + key], m.state(values), from + key * size, m.slot(y), to, width);
        }
    }

    /** The scores of a query for {@code count} keys, the first of a block and those after it. */
    private void score(Memory m, int sample, int group, int first, int count, float[] work, int query, int scores) {
        float[] memory = m.state(keys);
        int size = groups * depth;
        Arrays.fill(work, scores, scores + count, 0f);
        for (int step = first; step < first + count; step += BLOCK) {
            int length = length(step);
            int from = (sample * kept.room(m, keys) + step) * size + group * depth * length;
            int to = scores + step - first;
            int n = Math.min(length, first + count - step);
            if (additive != null) {
                additive.add(work, query, memory, from, length, to, depth + kept.room(m, keys), n);
                continue;
            }
            for (int d = 0; d < depth; d++) {
                kernels.addScaled(work[query + d], memory, from + d * length, work, to, n);
            }
        }
    }
}
