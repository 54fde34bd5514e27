package io.github.cornu.plan;

import java.util.Arrays;

/** Numbers of slots and their sizes. A slot that is free again is taken before a new one, the best fitting first. */
final class SlotPool {
    private int[] sizes = new int[16];
    private int count;
    private int[] free = new int[16];
    private int freeCount;

    /** A slot that is never given away again and has no memory of its own. */
    int reserve() {
        return create(0);
    }

    /** A slot of at least that many floats. */
    int take(int floats) {
        if (freeCount == 0) {
            return create(floats);
        }
        int best = 0;
        for (int i = 1; i < freeCount; i++) {
            if (isBetter(sizes[free[i]], sizes[free[best]], floats)) {
                best = i;
            }
        }
        int slot = free[best];
        free[best] = free[--freeCount];
        sizes[slot] = Math.max(sizes[slot], floats);
        return slot;
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
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = slot;
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
