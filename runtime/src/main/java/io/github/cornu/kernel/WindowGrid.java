package io.github.cornu.kernel;

/**
 * Windows over an array, in rows of equal distances, and where their results go. The element k of the window in row r
 * and column c is {@code x[r * xRowStride + c * xStride + taps[k]]}, its result begins at {@code y[r * yRowStride + c *
 * yStride]}.
 *
 * @param columns windows in a row
 * @param taps where the elements of a window are, seen from its beginning; not copied
 * @param neighbours the taps come in groups of that many, each {@code xStride} behind the one before: there the next
 *     window has it; 1 where they do not
 */
public record WindowGrid(
        int columns, int xRowStride, int xStride, int yRowStride, int yStride, int[] taps, int neighbours) {
    /** Finds the neighbours. */
    public static WindowGrid of(int columns, int xRowStride, int xStride, int yRowStride, int yStride, int[] taps) {
        int neighbours = 1;
        while (neighbours < taps.length && taps[neighbours] - taps[neighbours - 1] == xStride) {
            neighbours++;
        }
        boolean all = taps.length % neighbours == 0;
        for (int k = 1; k < taps.length; k++) {
            all &= k % neighbours == 0 || taps[k] - taps[k - 1] == xStride;
        }
        return new WindowGrid(columns, xRowStride, xStride, yRowStride, yStride, taps, all ? neighbours : 1);
    }
}
