package io.github.cornu.hub.tokenizer.bytepair;

import java.util.Arrays;

/** A heap of numbers whose least one is taken first. */
final class RankQueue {
    private long[] heap = new long[32];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(long value) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int at = size++;
        while (at > 0 && heap[(at - 1) / 2] > value) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = value;
    }

    long take() {
        long least = heap[0];
        long value = heap[--size];
        int at = 0;
        for (int below = 1; below < size; below = 2 * at + 1) {
            if (below + 1 < size && heap[below + 1] < heap[below]) {
                below++;
            }
            if (heap[below] >= value) {
                break;
            }
            heap[at] = heap[below];
            at = below;
        }
        heap[at] = value;
        return least;
    }
}
