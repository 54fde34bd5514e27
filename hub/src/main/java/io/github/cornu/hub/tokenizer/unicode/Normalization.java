package io.github.cornu.hub.tokenizer.unicode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Decomposition and canonical composition (UAX 15) by the tables of one version of Unicode. Immutable, safe for any
 * number of threads; the time is that of a sort at most.
 */
public final class Normalization {
    private static final int HANGUL = 0xac00;
    private static final int HANGUL_COUNT = 11172;
    private static final int LEADING = 0x1100;
    private static final int LEADING_COUNT = 19;
    private static final int VOWEL = 0x1161;
    private static final int VOWEL_COUNT = 21;
    private static final int TRAILING = 0x11a7;
    private static final int TRAILING_COUNT = 28;

    private final Map<Integer, int[]> decompositions;
    private final Map<Integer, Integer> classes = new HashMap<>();
    private final Map<Long, Integer> compositions = new HashMap<>();

    /**
     * @param version the prefix of the tables' names: {@code tf} or {@code py}
     * @param form {@code nfd} for canonical decompositions, {@code nfkd} for those of compatibility too
     */
    public Normalization(String version, String form) {
        decompositions = UnicodeTables.mappings(version + "." + form);
        UnicodeTables.mappings(version + ".ccc").forEach((point, value) -> classes.put(point, value[0]));
        UnicodeTables.mappings(version + ".compose")
                .forEach((point, pair) -> compositions.put(key(pair[0], pair[1]), point));
    }

    private static long key(int first, int second) {
        return (long) first << 32 | second;
    }

    /** The form NFD, or NFKD. */
    public int[] decompose(int[] text) {
        CodePoints points = new CodePoints(text.length + text.length / 8);
        for (int point : text) {
            if (point >= HANGUL && point < HANGUL + HANGUL_COUNT) {
                decomposeHangul(point - HANGUL, points);
            } else if (point < 0x80) {
                points.add(point);
            } else {
                int[] parts = decompositions.get(point);
                if (parts == null) {
                    points.add(point);
                } else {
                    points.add(parts);
                }
            }
        }
        return ordered(points.toArray());
    }

    private static void decomposeHangul(int index, CodePoints points) {
        points.add(LEADING + index / (VOWEL_COUNT * TRAILING_COUNT));
        points.add(VOWEL + index / TRAILING_COUNT % VOWEL_COUNT);
        if (index % TRAILING_COUNT != 0) {
            points.add(TRAILING + index % TRAILING_COUNT);
        }
    }

    private int combiningClass(int point) {
        return point < 0x300 ? 0 : classes.getOrDefault(point, 0);
    }

    /** Sorts each run of combining marks by their classes; those of the same class keep their order. */
    private int[] ordered(int[] points) {
        int[] marks = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            marks[i] = combiningClass(points[i]);
        }
        for (int from = 0; from < points.length; from++) {
            int to = from;
            boolean sorted = true;
            while (to < points.length && marks[to] != 0) {
                sorted &= to == from || marks[to - 1] <= marks[to];
                to++;
            }
            if (!sorted) {
                sort(points, marks, from, to);
            }
            from = to;
        }
        return points;
    }

    private static void sort(int[] points, int[] marks, int from, int to) {
        long[] keys = new long[to - from];
        int[] run = Arrays.copyOfRange(points, from, to);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) marks[from + i] << 32 | i;
        }
        Arrays.sort(keys);
        for (int i = 0; i < keys.length; i++) {
            points[from + i] = run[(int) keys[i]];
        }
    }

    /** The form NFC, or NFKC. */
    public int[] compose(int[] text) {
        int[] points = decompose(text);
        int length = 0;
        int starter = -1;
        int lastClass = -1;
        for (int point : points) {
            int mark = combiningClass(point);
            int joined = starter >= 0 && lastClass < mark ? pair(points[starter], point) : -1;
            if (joined >= 0) {
                points[starter] = joined;
                continue;
            }
            if (mark == 0) {
                starter = length;
                lastClass = -1;
            } else {
                lastClass = mark;
            }
            points[length++] = point;
        }
        return Arrays.copyOf(points, length);
    }

    private int pair(int first, int second) {
        int leading = first - LEADING;
        int vowel = second - VOWEL;
        if (leading >= 0 && leading < LEADING_COUNT && vowel >= 0 && vowel < VOWEL_COUNT) {
            return HANGUL + (leading * VOWEL_COUNT + vowel) * TRAILING_COUNT;
        }
        int syllable = first - HANGUL;
        int trailing = second - TRAILING;
        if (syllable >= 0
                && syllable < HANGUL_COUNT
                && syllable % TRAILING_COUNT == 0
                && trailing > 0
                && trailing < TRAILING_COUNT) {
            return first + trailing;
        }
        return compositions.getOrDefault(key(first, second), -1);
    }
}
