package io.github.cornu.hub.tokenizer.bytepair;

import io.github.cornu.hub.tokenizer.unicode.CodePoints;
import io.github.cornu.hub.tokenizer.unicode.UnicodeTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Cuts texts into words as KerasHub does within TensorFlow's graphs. Its regular expressions look no characters ahead:
 * a mark, U+096C, stands for what GPT-2's own expression finds out by looking ahead, and is taken out again.
 */
final class PatternSplitter {
    private static final int MARK = 0x96c;
    private static final int[] SPACES = {0xa0, 0x2009, 0x202f, 0x3000};
    private static final String[] CONTRACTIONS = {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"};

    private static final class Sets {
        static final BitSet LETTERS = UnicodeTables.set("tf.letters");
        static final BitSet NUMBERS = UnicodeTables.set("tf.numbers");
    }

    private PatternSplitter() {}

    /** A text with marks: before each space that a word follows, and after the end of one that ends with all spaces. */
    static int[] marked(int[] text) {
        CodePoints points = new CodePoints(text.length + text.length / 4);
        for (int i = 0; i < text.length; i++) {
            if (text[i] == ' ' && i + 1 < text.length && !isSpace(text[i + 1])) {
                points.add(MARK);
            }
            points.add(text[i]);
        }
        if (endsWithAllSpaces(text)) {
            points.add(MARK);
        }
        return points.toArray();
    }

    private static boolean endsWithAllSpaces(int[] text) {
        int from = text.length - SPACES.length;
        return from > 0
                && isAsciiSpace(text[from - 1])
                && Arrays.equals(text, from, text.length, SPACES, 0, SPACES.length);
    }

    /** The words of a marked text, without the marks that stand alone. */
    static List<int[]> words(int[] text) {
        List<int[]> words = new ArrayList<>();
        int from = 0;
        int noRunBefore = 0;
        for (int at = 0; at < text.length; ) {
            int end = contraction(text, at);
            if (end == at && isSpace(text[at]) && at >= noRunBefore) {
                end = run(text, at);
                noRunBefore = end == at ? endOfSpaces(text, at) : noRunBefore;
            }
            if (end == at) {
                end = word(text, at);
            }
            if (end == at) {
                at++;
            } else {
                add(text, from, at, words);
                add(text, at, end, words);
                at = end;
                from = end;
            }
        }
        add(text, from, text.length, words);
        return words;
    }

    /** Adds a word in two parts if it ends with a space. */
    private static void add(int[] text, int from, int to, List<int[]> words) {
        if (from == to) {
            return;
        }
        int last = text[to - 1];
        boolean cut = last == MARK || last != '\n' && (isSpace(last) || last == 0xb);
        int middle = cut ? to - 1 : to;
        if (middle > from) {
            addPart(text, from, middle, words);
        }
        if (cut) {
            addPart(text, middle, to, words);
        }
    }

    private static void addPart(int[] text, int from, int to, List<int[]> words) {
        if (to - from != 1 || text[from] != MARK) {
            words.add(Arrays.copyOfRange(text, from, to));
        }
    }

    private static int contraction(int[] text, int at) {
        if (text[at] == '\'') {
            for (String end : CONTRACTIONS) {
                int length = end.length();
                if (at + length <= text.length
                        && text[at + 1] == end.charAt(1)
                        && (length == 2 || text[at + 2] == end.charAt(2))) {
                    return at + length;
                }
            }
        }
        return at;
    }

    /** Spaces, the last of which is not the plain one, or the mark. */
    private static int run(int[] text, int at) {
        int end = endOfSpaces(text, at);
        if (end < text.length && text[end] == MARK) {
            return end + 1;
        }
        int last = end - 1;
        while (last > at && text[last] == ' ') {
            last--;
        }
        return last > at ? last + 1 : at;
    }

    private static int endOfSpaces(int[] text, int at) {
        int end = at;
        while (end < text.length && isSpace(text[end])) {
            end++;
        }
        return end;
    }

    /** Letters, digits, or others that are no spaces, with at most one space before them. */
    private static int word(int[] text, int at) {
        int first = text[at] == ' ' ? at + 1 : at;
        if (first == text.length || isSpace(text[first])) {
            return at;
        }
        int kind = kind(text[first]);
        int end = first + 1;
        while (end < text.length && kind(text[end]) == kind) {
            end++;
        }
        return end;
    }

    private static int kind(int point) {
        return Sets.LETTERS.get(point) ? 0 : Sets.NUMBERS.get(point) ? 1 : isSpace(point) ? 2 : 3;
    }

    private static boolean isAsciiSpace(int point) {
        return point == ' ' || point == '\t' || point == '\n' || point == '\f' || point == '\r';
    }

    private static boolean isSpace(int point) {
        return isAsciiSpace(point) || point == 0xa0 || point == 0x2009 || point == 0x202f || point == 0x3000;
    }
}
