package io.github.cornu.hub.text;

/**
 * KerasHub's {@code MultiSegmentPacker}: several texts in one row, with tokens before the first, between any two, and
 * after the last. Immutable, safe for any number of threads.
 */
public final class MultiSegmentPacker {
    private final int[] start;
    private final int[] separator;
    private final int[] end;
    private final int padding;
    private final Truncation truncation;

    /**
     * @param start what stands before the first text
     * @param separator what stands between texts
     * @param end what stands after the last text
     * @param padding what fills up rows
     * @param truncation how much is kept of texts for which there is no room
     */
    public MultiSegmentPacker(int[] start, int[] separator, int[] end, int padding, Truncation truncation) {
        this.start = start.clone();
        this.separator = separator.clone();
        this.end = end.clone();
        this.padding = padding;
        this.truncation = truncation;
    }

    /**
     * A row of texts.
     *
     * @param segments the tokens of each text, at least one
     * @param length of the row
     */
    public Packed pack(int[][] segments, int length) {
        if (segments.length == 0) {
            throw new IllegalArgumentException("no text to pack");
        }
        int others = start.length + (segments.length - 1) * separator.length + end.length;
        if (length < others) {
            throw new IllegalArgumentException("a row of " + length + " tokens has no room for the " + others
                    + " that stand around " + segments.length + " texts");
        }
        int[] limits = truncation.limits(segments, length - others);
        Row row = new Row(length);
        row.add(start, start.length, 0);
        for (int i = 0; i < segments.length; i++) {
            row.add(segments[i], limits[i], i);
            int[] after = i == segments.length - 1 ? end : separator;
            row.add(after, after.length, i);
        }
        return row.padded(padding);
    }
}
