package io.github.cornu.op.text;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Texts with a number each, found among code points in an array without making an object. Immutable. */
public final class TokenTable {
    private final int[][] tokens;
    private final float[] values;
    private final int[] slots;

    /** A table of these texts. */
    public TokenTable(Map<String, Float> entries) {
        this(codePoints(entries.keySet()), numbers(entries.values()));
    }

    /**
     * A table of these texts.
     *
     * @param tokens the code points of each text
     * @param values their numbers
     */
    public TokenTable(int[][] tokens, float[] values) {
        if (tokens.length != values.length) {
            throw new IllegalArgumentException(tokens.length + " texts and " + values.length + " numbers");
        }
        this.tokens = tokens.clone();
        this.values = values.clone();
        this.slots = new int[Integer.highestOneBit(Math.max(1, tokens.length)) * 4];
        for (int next = 0; next < tokens.length; next++) {
            int hash = 0;
            for (int code : tokens[next]) {
                hash = 31 * hash + code;
            }
            int slot = slot(hash);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = next + 1;
        }
    }

    private static int[][] codePoints(Set<String> texts) {
        return texts.stream().map(text -> text.codePoints().toArray()).toArray(int[][]::new);
    }

    private static float[] numbers(Collection<Float> values) {
        float[] numbers = new float[values.size()];
        int next = 0;
        for (float value : values) {
            numbers[next++] = value;
        }
        return numbers;
    }

    /** How many texts there are. */
    public int size() {
        return tokens.length;
    }

    /** The code points of a text. */
    public int[] token(int index) {
        return tokens[index].clone();
    }

    /** The number of a text. */
    public float value(int index) {
        return values[index];
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

    @Override
    public String toString() {
        return "table of " + tokens.length + " texts";
    }
}
