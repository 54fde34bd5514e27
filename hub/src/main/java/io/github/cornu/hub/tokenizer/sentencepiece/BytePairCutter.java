package io.github.cornu.hub.tokenizer.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** Cuts a text into characters, then joins again and again the two neighbours whose union has the highest score. */
final class BytePairCutter implements Cutter {
    private final Vocabulary vocabulary;

    BytePairCutter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public Cuts cut(byte[] text) {
        Symbols symbols = new Symbols(text, vocabulary.userDefined());
        PriorityQueue<Pair> agenda = new PriorityQueue<>();
        Map<Integer, Integer> unused = new HashMap<>();
        for (int i = 1; i < symbols.count; i++) {
            offer(symbols, i - 1, i, agenda, unused);
        }
        while (!agenda.isEmpty()) {
            Pair pair = agenda.poll();
            int left = pair.left;
            if (symbols.holds(pair)) {
                symbols.join(left, pair.right);
                offer(symbols, symbols.previous[left], left, agenda, unused);
                offer(symbols, left, symbols.next[left], agenda, unused);
            }
        }
        Cuts cuts = new Cuts();
        for (int i = symbols.count == 0 ? -1 : 0; i != -1; i = symbols.next[i]) {
            split(text, symbols.start[i], symbols.end[i], unused, cuts);
        }
        return cuts;
    }

    private void offer(Symbols symbols, int left, int right, PriorityQueue<Pair> agenda, Map<Integer, Integer> unused) {
        if (left == -1 || right == -1 || symbols.frozen[left] || symbols.frozen[right]) {
            return;
        }
        int start = symbols.start[left];
        int end = symbols.end[right];
        int piece = vocabulary.trie().find(symbols.text, start, end);
        if (piece == PieceTrie.NONE) {
            return;
        }
        agenda.add(new Pair(left, right, vocabulary.score(piece), end - start));
        if (vocabulary.type(piece) == PieceType.UNUSED) {
            unused.put(piece, symbols.end[left] - start);
        }
    }

    /** Adds a part; one that is not used in results is cut again where it was joined. */
    private void split(byte[] text, int start, int end, Map<Integer, Integer> unused, Cuts cuts) {
        int piece = vocabulary.id(new String(text, start, end - start, StandardCharsets.UTF_8));
        Integer left = vocabulary.type(piece) == PieceType.UNUSED ? unused.get(piece) : null;
        if (left == null) {
            cuts.add(piece, end);
        } else {
            split(text, start, start + left, unused, cuts);
            split(text, start + left, end, unused, cuts);
        }
    }

    /** Two neighbours that can be joined; the best is the first in the queue. */
    private record Pair(int left, int right, float score, int length) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            if (score != other.score) {
                return score > other.score ? -1 : 1;
            }
            return Integer.compare(left, other.left);
        }
    }

    /** A text as a chain of symbols, of which some have become empty. */
    private static final class Symbols {
        final byte[] text;
        final int[] start;
        final int[] end;
        final int[] previous;
        final int[] next;
        final boolean[] frozen;
        int count;

        Symbols(byte[] text, PieceTrie kept) {
            this.text = text;
            start = new int[text.length];
            end = new int[text.length];
            previous = new int[text.length];
            next = new int[text.length];
            frozen = new boolean[text.length];
            for (int at = 0; at < text.length; at = end[count++]) {
                int length = kept.longestPrefix(text, at, text.length);
                frozen[count] = length > 0;
                start[count] = at;
                end[count] = at + (length > 0 ? length : Utf8.lengthAt(text, at));
                previous[count] = count - 1;
                next[count] = end[count] == text.length ? -1 : count + 1;
            }
        }

        private int length(int symbol) {
            return end[symbol] - start[symbol];
        }

        /** Whether both neighbours are still what they were. */
        boolean holds(Pair pair) {
            int left = length(pair.left);
            int right = length(pair.right);
            return left > 0 && right > 0 && left + right == pair.length;
        }

        void join(int left, int right) {
            end[left] = end[right];
            start[right] = end[right];
            next[left] = next[right];
            if (next[right] >= 0) {
                previous[next[right]] = left;
            }
        }
    }
}
