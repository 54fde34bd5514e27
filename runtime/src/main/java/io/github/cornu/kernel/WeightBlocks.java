package io.github.cornu.kernel;

import io.github.cornu.tensor.WeightFormat;

/**
 * How a matrix of {@code rows} (the summed axis k) by {@code columns} is packed with several weights in the 32 bits of a
 * float: in blocks, one after the other, each row by row, {@value #WORDS} words a row. Word i of a row holds the weights of
 * columns i, i + 16, … of the block, the first in its lowest bits. The layout is the same for every vector width.
 *
 * @param rows length of the summed axis
 * @param columns columns that mean something; those added to the last block hold zeros
 * @param parts weights a word: 2 as {@link WeightPairs}, 4 as {@link WeightBytes}
 */
public record WeightBlocks(int rows, int columns, int parts) {
    static final int WORDS = 16;
    /** Rows that are unpacked at once, so that they stay in the first cache until they are complete. */
    private static final int DEPTH = 64;

    /** The layout for a compact format. */
    public static WeightBlocks of(WeightFormat format, int rows, int columns) {
        return switch (format) {
            case BF16 -> new WeightBlocks(rows, columns, WeightPairs.PARTS);
            case INT8 -> new WeightBlocks(rows, columns, WeightBytes.PARTS);
            case F32 -> throw new IllegalArgumentException("float32 weights are packed in panels");
        };
    }

    /** Whether compact formats can hold a matrix: its numbers are finite, and none is near the largest floats. */
    public static boolean canHold(float[] source, int offset, int rowStride, int rows, int columns) {
        for (int k = 0; k < rows; k++) {
            for (int j = 0; j < columns; j++) {
                if (!(Math.abs(source[offset + k * rowStride + j]) <= WeightPairs.LARGEST)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Columns of a block. */
    public int width() {
        return WORDS * parts;
    }

    /** How many blocks there are. */
    public int count() {
        return (columns + width() - 1) / width();
    }

    /** Where a block begins, in floats from the beginning of the packed matrix. */
    public int offset(int block) {
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
     * @return the scales of the columns, if the format has some, else null
     */
    public float[] pack(float[] source, int offset, int rowStride, float[] target, int to) {
        float[] scales =
                parts == WeightBytes.PARTS ? WeightBytes.scales(source, offset, rowStride, rows, columns) : null;
        float[] weights = new float[parts];
        for (int block = 0; block < count(); block++) {
            for (int k = 0; k < rows; k++) {
                for (int i = 0; i < WORDS; i++) {
                    for (int part = 0; part < parts; part++) {
                        int j = block * width() + part * WORDS + i;
                        weights[part] = j < columns ? source[offset + k * rowStride + j] : 0f;
                    }
                    int at = to + offset(block) + k * WORDS + i;
                    target[at] = scales == null
                            ? WeightPairs.word(weights[0], weights[1])
                            : WeightBytes.word(weights, scales, block * width() + i, WORDS);
                }
            }
        }
        return scales;
    }

    /** Of a packed matrix the weight in row k and column j; of bytes, the whole number without its scale. */
    public float value(float[] packed, int k, int j) {
        float word = packed[offset(j / width()) + k * WORDS + j % WORDS];
        int part = j % width() / WORDS;
        if (parts == WeightBytes.PARTS) {
            return WeightBytes.number(word, part);
        }
        return part == 0 ? WeightPairs.low(word) : WeightPairs.high(word);
    }

    /**
     * Unpacks some columns to panels of float32; of bytes, the whole numbers without their scales.
     *
     * @param first the first of these columns, a multiple of {@value #WORDS}
     * @param panels of these columns
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
