package io.github.cornu.hub.tokenizer.sentencepiece;

import java.util.Arrays;

/**
 * Cuts a text so that the sum of the pieces' scores is the largest (Kudo, 2018), in one pass from the left. Of equal
 * sums the one whose last piece begins first is taken, so that it matters how sums are rounded: the package within
 * TensorFlow compares doubles with floats, that of Python floats with floats.
 */
final class UnigramCutter implements Cutter {
    private static final float UNKNOWN_PENALTY = 10;

    private final Vocabulary vocabulary;
    private final float unknownScore;
    private final float largestScore;
    private final boolean inTensorFlow;

    UnigramCutter(Vocabulary vocabulary, boolean inTensorFlow) {
        this.vocabulary = vocabulary;
        this.inTensorFlow = inTensorFlow;
        float smallest = Float.MAX_VALUE;
        float largest = Float.MIN_NORMAL;
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.type(id) == PieceType.NORMAL) {
                smallest = Math.min(smallest, vocabulary.score(id));
                largest = Math.max(largest, vocabulary.score(id));
            }
        }
        unknownScore = smallest - UNKNOWN_PENALTY;
        largestScore = largest;
    }

    @Override
    public Cuts cut(byte[] text) {
        Paths paths = new Paths(text.length);
        int start = 0;
        while (start < text.length) {
            int length = Utf8.lengthAt(text, start);
            if (!extend(text, start, start + length, paths)) {
                float score = unknownScore + paths.score[start];
                paths.offer(start, start + length, vocabulary.unknown(), score);
            }
            start += length;
        }
        Cuts cuts = new Cuts();
        for (int end = text.length; end > 0; end = paths.start[end]) {
            cuts.add(paths.piece[end], end);
        }
        cuts.reverse();
        return cuts;
    }

    /** Offers all pieces that begin at a place; whether one of them is the character that stands there. */
    private boolean extend(byte[] text, int start, int endOfCharacter, Paths paths) {
        PieceTrie trie = vocabulary.trie();
        boolean single = false;
        int node = PieceTrie.ROOT;
        for (int end = start; end < text.length; ) {
            node = trie.child(node, text[end]);
            if (node == PieceTrie.NONE) {
                break;
            }
            end++;
            int piece = trie.value(node);
            if (piece == PieceTrie.NONE || vocabulary.type(piece) == PieceType.UNUSED) {
                continue;
            }
            double sum = score(piece, end - start) + paths.score[start];
            paths.offer(start, end, piece, inTensorFlow ? sum : (float) sum);
            single |= end == endOfCharacter;
        }
        return single;
    }

    /** User-defined pieces have a score that is above all others. */
    private double score(int piece, int length) {
        if (vocabulary.type(piece) != PieceType.USER_DEFINED) {
            return vocabulary.score(piece);
        }
        return inTensorFlow ? length * largestScore - 0.1 : 0;
    }

    /** The best path to each place of a text: its score, and the last piece with its start. */
    private static final class Paths {
        final float[] score;
        final int[] start;
        final int[] piece;

        Paths(int length) {
            score = new float[length + 1];
            start = new int[length + 1];
            piece = new int[length + 1];
            Arrays.fill(start, -1);
        }

        void offer(int from, int to, int last, double candidate) {
            if (start[to] == -1 || candidate > score[to]) {
                score[to] = (float) candidate;
                start[to] = from;
                piece[to] = last;
            }
        }
    }
}
