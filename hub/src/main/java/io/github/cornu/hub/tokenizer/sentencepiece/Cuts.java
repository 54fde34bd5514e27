package io.github.cornu.hub.tokenizer.sentencepiece;

import java.util.Arrays;

/** Where a text was cut: for each part its piece and where it ends. */
final class Cuts {
    private int[] pieces = new int[16];
    private int[] ends = new int[16];
    private int count;

    void add(int piece, int end) {
        if (count == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        pieces[count] = piece;
        ends[count] = end;
        count++;
    }

    int count() {
        return count;
    }

    int piece(int i) {
        return pieces[i];
    }

    int end(int i) {
        return ends[i];
    }

    int start(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    /** Turns the order around, of parts that were added from the last to the first. */
    void reverse() {
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            int piece = pieces[i];
            pieces[i] = pieces[j];
            pieces[j] = piece;
            int end = ends[i];
            ends[i] = ends[j];
            ends[j] = end;
        }
    }
}
