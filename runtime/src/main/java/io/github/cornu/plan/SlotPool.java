package io.github.cornu.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers of slots and their sizes. A slot that is free again is taken before a new one, the best fitting first. */
final class SlotPool {
    private int[] sizes = new int[16];
    private int count;
    private final List<Integer> free = new ArrayList<>();

    /** A slot that is never given away again and has no memory of its own. */
    int reserve() {
        return create(0);
    }

    /** A slot of at least that many floats. */
    int take(int floats) {
        Integer best = null;
        for (Integer slot : free) {
            if (best == null || isBetter(sizes[slot], sizes[best], floats)) {
                best = slot;
            }
        }
        if (best == null) {
            return create(floats);
        }
        free.remove(best);
        sizes[best] = Math.max(sizes[best], floats);
        return best;
    }

    /** The smallest that is large enough; if none is, the largest. */
    private static boolean isBetter(int size, int other, int wanted) {
        boolean enough = size >= wanted;
        boolean otherEnough = other >= wanted;
        if (enough != otherEnough) {
            return enough;
        }
        return enough ? size < other : size > other;
    }

    void release(int slot) {
        free.add(slot);
    }

    int[] sizes() {
        return Arrays.copyOf(sizes, count);
    }

    private int create(int floats) {
        if (count == sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        sizes[count] = floats;
        return count++;
    }
}
