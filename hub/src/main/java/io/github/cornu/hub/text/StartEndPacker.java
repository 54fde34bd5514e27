package io.github.cornu.hub.text;

/**
 * KerasHub's {@code StartEndPacker}: one text with tokens before and after it, cut off to leave room for those after
 * it. Immutable, safe for any number of threads.
 */
public final class StartEndPacker {
    private static final int[] NOTHING = {};

    private final int[] start;
    private final int[] end;
    private final int padding;

    /**
     * @param start what stands before texts; may be empty
     * @param end what stands after them; may be empty
     * @param padding what fills up rows
     */
    public StartEndPacker(int[] start, int[] end, int padding) {
        this.start = start.clone();
        this.end = end.clone();
        this.padding = padding;
    }

    /**
     * A row of one text.
     *
     * @param length of the row
     * @param addStart whether it has what stands before texts
     * @param addEnd whether it has what stands after them
     */
    public Packed pack(int[] tokens, int length, boolean addStart, boolean addEnd) {
        if (length < 1) {
            throw new IllegalArgumentException("a row of " + length + " tokens");
        }
        int[] after = addEnd ? end : NOTHING;
        Row row = new Row(length);
        row.add(addStart ? start : NOTHING, length, 0);
        row.add(tokens, length, 0);
        row.cut(length - after.length);
        row.add(after, length, 0);
        return row.padded(padding);
    }
}
