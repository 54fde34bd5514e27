package io.github.cornu.hub.text;

import java.util.Arrays;

/** A row that is filled from the left. */
final class Row {
    private final int[] tokens;
    private final int[] segments;
    private int count;

    Row(int length) {
        tokens = new int[length];
        segments = new int[length];
    }

    /** Adds the first of some tokens, as many as there is room for. */
    void add(int[] more, int limit, int segment) {
        int taken = Math.min(Math.min(more.length, limit), tokens.length - count);
        for (int i = 0; i < taken; i++) {
            tokens[count] = more[i];
            segments[count++] = segment;
        }
    }

    int count() {
        return count;
    }

    /** Keeps no more than so many. */
    void cut(int limit) {
        count = Math.min(count, Math.max(0, limit));
    }

    Packed padded(int padding) {
        int[] mask = new int[tokens.length];
        Arrays.fill(mask, 0, count, 1);
        Arrays.fill(tokens, count, tokens.length, padding);
        Arrays.fill(segments, count, segments.length, 0);
        return new Packed(tokens, mask, segments);
    }
}
