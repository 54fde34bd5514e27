package io.github.cornu.kernel;

import io.github.cornu.tensor.WeightFormat;

/**
 * How a matrix of {@code rows} (the summed axis k) by {@code columns} is packed with several weights in a word, the 32
 * bits of a float: in blocks of columns. The blocks are stored one after the other, each row by row, with
 * {@value #WORDS} words a row. Word i of a row holds the weights of the columns i, i + 16, … of the block, the first in
 * its lowest bits. The layout is the same for every vector width.
 *
 * @param rows length of the summed axis
 * @param columns columns of the matrix; the last block is filled up with zeros
 * @param parts number of weights in a word: 2 as in {@link WeightPairs} or 4 as in {@link WeightBytes}
 */
public record WeightBlocks(int rows, int columns, int parts) {
    static final int WORDS = 16;
    /** Columns of a block with two weights in a word. */
    public static final int PAIRS_WIDTH = WORDS * WeightPairs.PARTS;

    /**
     * Rows that are unpacked together: few enough to stay in the first-level cache until all their columns are there.
     */
    private static final int DEPTH = 64;

    /** The layout for a compact format. */
    public static WeightBlocks of(WeightFormat format, int rows, int columns) {
        return switch (format) {
            case BF16 -> new WeightBlocks(rows, columns, WeightPairs.PARTS);
            case INT8 -> new WeightBlocks(rows, columns, WeightBytes.PARTS);
            case F32 -> throw new IllegalArgumentException("float32 weights are packed in panels");
        };
    }

    /** Whether compact formats can hold a matrix, which needs finite numbers below the largest floats. */
    public static boolean canHold(float[] source, int offset, int rowStride, int rows, int columns) {
        float[] largest = new float[columns];
        findLargest(MatrixPart.whole(source, offset, rowStride, rows, columns), largest);
        return canHold(largest);
    }

    /** The same of a matrix whose largest numbers {@link #findLargest} has found. */
    public static boolean canHold(float[] largest) {
        for (float number : largest) {
            if (!(number <= WeightPairs.LARGEST)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Finds the largest number in each column of a matrix without its sign; {@code NaN} if there is one.
     *
     * @param largest those of the parts before, and of this one
     */
    public static void findLargest(MatrixPart part, float[] largest) {
        for (int k = 0; k < part.rows(); k++) {
            for (int j = 0; j < part.columns(); j++) {
                int column = part.firstColumn() + j;
                largest[column] = Math.max(largest[column], Math.abs(part.number(k, j)));
            }
        }
    }

    /** Columns of a block. */
    int width() {
        return WORDS * parts;
    }

    int count() {
        return (columns + width() - 1) / width();
    }

    private int offset(int block) {
        return offset(rows, block);
    }

    /** Floats before a block in a packed matrix of so many rows. */
    public static int offset(int rows, int block) {
        return block * rows * WORDS;
    }

    /** Floats of the packed form. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(rows, WORDS), count());
    }

    /**
     * Packs the matrix whose element (k, j) is {@code source[offset + k * rowStride + j]}, which the formats
     * {@linkplain #canHold can hold}.
     *
     * @param target where the packed form goes, from {@code to}, {@link #size()} floats
     * @return the scales of the columns, or null if the format has none
     */
    public float[] pack(float[] source, int offset, int rowStride, float[] target, int to) {
        MatrixPart whole = MatrixPart.whole(source, offset, rowStride, rows, columns);
        float[] largest = new float[columns];
        findLargest(whole, largest);
        float[] scales = scales(largest);
        pack(whole, scales, target, to);
        return scales;
    }

    /** The scales of the columns with these largest numbers, or null if the format has none. */
    public float[] scales(float[] largest) {
        return parts == WeightBytes.PARTS ? WeightBytes.scales(largest) : null;
    }

    /**
     * Packs a part of the matrix.
     *
     * @param part whole blocks of columns, or all columns that are left
     * @param scales of all columns, or null if the format has none
     * @param target where the packed form of the whole matrix begins, at {@code to}
     */
    public void pack(MatrixPart part, float[] scales, float[] target, int to) {
        float[] weights = new float[parts];
        for (int first = 0; first < part.columns(); first += width()) {
            int column = part.firstColumn() + first;
            int start = to + offset(column / width()) + part.firstRow() * WORDS;
            for (int k = 0; k < part.rows(); k++) {
                for (int i = 0; i < WORDS; i++) {
                    for (int each = 0; each < parts; each++) {
                        int j = first + each * WORDS + i;
                        weights[each] = j < part.columns() ? part.number(k, j) : 0f;
                    }
                    target[start + k * WORDS + i] = scales == null
                            ? WeightPairs.word(weights[0], weights[1])
                            : WeightBytes.word(weights, scales, column + i, WORDS);
                }
            }
        }
    }

    /** The weight in row k and column j of a packed matrix; of bytes, the integer without its scale. */
    public float value(float[] packed, int k, int j) {
        float word = packed[offset(j / width()) + k * WORDS + j % WORDS];
        int part = j % width() / WORDS;
        if (parts == WeightBytes.PARTS) {
            return WeightBytes.number(word, part);
        }
        return part == 0 ? WeightPairs.low(word) : WeightPairs.high(word);
    }

    /**
     * Unpacks some columns to panels of float32; of bytes, the integers without their scales.
     *
     * @param first the first of these columns, a multiple of {@value #WORDS}
     * @param panels the packing of these columns in y
     * @param y {@link Panels#size()} floats
     */
    public void unpack(Kernels kernels, float[] w, int wOffset, int first, Panels panels, float[] y) {
        for (int k = 0; k < rows; k += DEPTH) {
            unpack(kernels, w, wOffset, first, panels, k, Math.min(DEPTH, rows - k), y);
        }
    }

    private void unpack(
            Kernels kernels, float[] w, int wOffset, int first, Panels panels, int k, int depth, float[] y) {
        int lanes = panels.lanes();
        for (int column = 0; column < panels.paddedColumns(); column += lanes) {
            int place = (first + column) % width();
            int from = wOffset + offset((first + column) / width()) + k * WORDS + place % WORDS;
            int panel = column / panels.width();
            int stride = panels.widthOf(panel);
            int to = panels.offset(panel) + k * stride + column % panels.width();
            kernels.unpack(parts, place / WORDS, w, from, depth, lanes, y, to, stride);
        }
    }
}
