package io.github.cornu.hub.tokenizer.wordpiece;

import io.github.cornu.hub.tokenizer.unicode.CodePoints;
import io.github.cornu.hub.tokenizer.unicode.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a text into words: KerasHub's {@code pretokenize}. Immutable. */
final class Words {
    private final WordOptions options;
    private final WordTables tables;
    private final int[][] special;

    Words(WordOptions options) {
        this.options = options;
        tables = options.inTensorFlow() ? WordTables.tensorFlow() : WordTables.python();
        special = options.specialTokens().stream().map(Texts::codePoints).toArray(int[][]::new);
    }

    List<String> split(String text) {
        int[] points = Texts.codePoints(text);
        if (options.stripAccents()) {
            points = withoutMarks(tables.canonical().decompose(points));
        }
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int at = 0; options.split() && at < points.length; ) {
            int length = specialToken(points, at);
            boolean special = length > 0;
            if (!special && !separates(points[at])) {
                at++;
                continue;
            }
            add(points, from, at, words);
            from = special ? at + length : at + 1;
            if (special) {
                words.add(new String(points, at, length));
            } else if (!tables.dropped().get(points[at])) {
                add(points, at, from, words);
            }
            at = from;
        }
        add(points, from, points.length, words);
        return words;
    }

    private int[] withoutMarks(int[] points) {
        CodePoints kept = new CodePoints(points.length);
        for (int point : points) {
            if (!tables.marks().get(point)) {
                kept.add(point);
            }
        }
        return kept.toArray();
    }

    private boolean separates(int point) {
        return tables.dropped().get(point) || tables.punctuation().get(point) || options.splitOnCjk() && isCjk(point);
    }

    /** The length of the special token at a place, or 0. */
    private int specialToken(int[] points, int from) {
        for (int[] token : special) {
            int end = from + token.length;
            if (end <= points.length && Arrays.equals(points, from, end, token, 0, token.length)) {
                return token.length;
            }
        }
        return 0;
    }

    private void add(int[] points, int from, int to, List<String> words) {
        if (from == to) {
            return;
        }
        int[] word = Arrays.copyOfRange(points, from, to);
        words.add(Texts.string(options.lowercase() ? tables.folding().fold(word) : word));
    }

    /** The blocks that BERT's own code names. */
    private static boolean isCjk(int point) {
        return point >= 0x4e00 && point <= 0x9fff
                || point >= 0x3400 && point <= 0x4dbf
                || point >= 0x20000 && point <= 0x2a6df
                || point >= 0x2a700 && point <= 0x2b73f
                || point >= 0x2b740 && point <= 0x2b81f
                || point >= 0x2b820 && point <= 0x2ceaf
                || point >= 0xf900 && point <= 0xfaff
                || point >= 0x2f800 && point <= 0x2fa1f;
    }
}
