package io.github.cornu.op;

import java.util.Map;

/** Texts with a number each, found among code points in an array without making an object. Immutable. */
public final class TokenTable {
    private final int[][] tokens;
    private final float[] values;
    private final int[] slots;

    /** A table of these texts. */
    public TokenTable(Map<String, Float> entries) {
        tokens = new int[entries.size()][];
        values = new float[entries.size()];
        slots = new int[Integer.highestOneBit(Math.max(1, entries.size())) * 4];
        int next = 0;
        for (Map.Entry<String, Float> entry : entries.entrySet()) {
            int[] token = entry.getKey().codePoints().toArray();
            int hash = 0;
            for (int code : token) {
                hash = 31 * hash + code;
            }
            int slot = slot(hash);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            tokens[next] = token;
            values[next] = entry.getValue();
            slots[slot] = ++next;
        }
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & slots.length - 1;
    }

    /** The number of the text from {@code from} to before {@code to}; NaN: it is not there. */
    float find(float[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + (int) text[i];
        }
        for (int slot = slot(hash); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int found = slots[slot] - 1;
            if (equal(tokens[found], text, from, to)) {
                return values[found];
            }
        }
        return Float.NaN;
    }

    private static boolean equal(int[] token, float[] text, int from, int to) {
        if (token.length != to - from) {
            return false;
        }
        for (int i = 0; i < token.length; i++) {
            if (token[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
