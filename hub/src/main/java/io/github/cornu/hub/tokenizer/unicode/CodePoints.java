package io.github.cornu.hub.tokenizer.unicode;

import java.util.Arrays;

/** Code points that grow. */
public final class CodePoints {
    private int[] points;
    private int length;

    /** @param capacity how many there will be, about */
    public CodePoints(int capacity) {
        points = new int[Math.max(16, capacity)];
    }

    /** Adds one. */
    public void add(int point) {
        if (length == points.length) {
            points = Arrays.copyOf(points, 2 * length);
        }
        points[length++] = point;
    }

    /** Adds some. */
    public void add(int[] more) {
        for (int point : more) {
            add(point);
        }
    }

    /** All of them. */
    public int[] toArray() {
        return Arrays.copyOf(points, length);
    }
}
