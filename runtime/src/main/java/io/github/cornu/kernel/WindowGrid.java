package io.github.cornu.kernel;

/**
 * Windows over an array, in rows of equal distances, and where their results go. The element k of the window in row r and
 * column c is {@code x[r * xRowStride + c * xStride + taps[k]]}, its result begins at
 * {@code y[r * yRowStride + c * yStride]}.
 *
 * @param columns windows in a row
 * @param taps where the elements of a window are, seen from its beginning; not copied
 */
public record WindowGrid(int columns, int xRowStride, int xStride, int yRowStride, int yStride, int[] taps) {}
