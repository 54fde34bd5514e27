package io.github.cornu.hub.tokenizer.sentencepiece;

import io.github.cornu.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A map from texts in UTF-8 to numbers, walked byte by byte. Nodes are in breadth-first order, so that those below a
 * node are neighbours, and the last of them stands before the first one below the next node.
 */
final class PieceTrie {
    static final int ROOT = 0;
    static final int NONE = -1;

    private byte[] labels = new byte[256];
    private int[] values = new int[256];
    /** The first node below each one, and one more for the end of the last. */
    private int[] below = new int[257];

    private int nodes;

    /**
     * @param keys different texts, none empty
     * @param numbers of the keys, none negative
     */
    PieceTrie(byte[][] keys, int[] numbers) {
        Integer[] order = IntStream.range(0, keys.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparing(i -> keys[i], Arrays::compareUnsigned));
        Ranges ranges = new Ranges();
        add((byte) 0, 0, order.length, ranges);
        int depth = 0;
        int level = nodes;
        for (int node = 0; node < nodes; node++) {
            if (node == level) {
                depth++;
                level = nodes;
            }
            int from = ranges.from[node];
            int to = ranges.to[node];
            if (from < to && keys[order[from]].length == depth) {
                values[node] = numbers[order[from]];
                from++;
            }
            below[node] = nodes;
            addBelow(keys, order, from, to, depth, ranges);
        }
        below[nodes] = nodes;
        trim();
    }

    private void addBelow(byte[][] keys, Integer[] order, int from, int to, int depth, Ranges ranges) {
        int start = from;
        while (start < to) {
            byte[] first = keys[order[start]];
            if (first.length == depth) {
                String piece = new String(first, StandardCharsets.UTF_8);
                throw new ModelException("the SentencePiece vocabulary has the piece '" + piece + "' twice");
            }
            int stop = start + 1;
            while (stop < to && keys[order[stop]][depth] == first[depth]) {
                stop++;
            }
            add(first[depth], start, stop, ranges);
            start = stop;
        }
    }

    private void add(byte label, int from, int to, Ranges ranges) {
        if (nodes == labels.length) {
            labels = Arrays.copyOf(labels, 2 * nodes);
            values = Arrays.copyOf(values, 2 * nodes);
            below = Arrays.copyOf(below, 2 * nodes + 1);
        }
        labels[nodes] = label;
        values[nodes] = NONE;
        ranges.add(nodes, from, to);
        nodes++;
    }

    private void trim() {
        labels = Arrays.copyOf(labels, nodes);
        values = Arrays.copyOf(values, nodes);
        below = Arrays.copyOf(below, nodes + 1);
    }

    /** The node that a byte leads to, or {@link #NONE}. */
    int child(int node, byte label) {
        int low = below[node];
        int high = below[node + 1] - 1;
        int wanted = label & 0xff;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = labels[middle] & 0xff;
            if (found == wanted) {
                return middle;
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    /** The number of the text that ends at a node, or {@link #NONE}. */
    int value(int node) {
        return values[node];
    }

    /** The number of a text, or {@link #NONE}. */
    int find(byte[] text, int from, int to) {
        int node = ROOT;
        for (int i = from; i < to && node != NONE; i++) {
            node = child(node, text[i]);
        }
        return node == NONE ? NONE : values[node];
    }

    /** The length of the longest text that the bytes begin with, or 0. */
    int longestPrefix(byte[] text, int from, int to) {
        int longest = 0;
        int node = ROOT;
        for (int i = from; i < to; i++) {
            node = child(node, text[i]);
            if (node == NONE) {
                break;
            }
            if (values[node] != NONE) {
                longest = i + 1 - from;
            }
        }
        return longest;
    }

    /** Which keys are below each node, while the trie is built. */
    private static final class Ranges {
        private int[] from = new int[256];
        private int[] to = new int[256];

        void add(int node, int first, int end) {
            if (node == from.length) {
                from = Arrays.copyOf(from, 2 * node);
                to = Arrays.copyOf(to, 2 * node);
            }
            from[node] = first;
            to[node] = end;
        }
    }
}
