package io.github.cornu.file;

import io.github.cornu.kernel.WeightBlocks;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The matrices that a weight consists of, where all of it has a compact form in memory.
 *
 * @param partners for each column the one whose upper bits are its lower ones in pairs; -1: none
 * @param groups how many sets of rows have scales of their own
 * @param groupOfRow which of them
 */
record WeightLayout(List<WeightMatrix> matrices, int[] partners, int groups, int[] groupOfRow) {
    /** Columns of a block of pairs, of which the second half is put upon the first. */
    private static final int BLOCK = 32;

    private static final int WORDS = BLOCK / 2;

    int columns() {
        return partners.length;
    }

    /** Null if the matrices are not all of the weight, or one of them stays float32. */
    static WeightLayout of(Weight weight, List<WeightMatrix> matrices) {
        Shape shape = weight.shape();
        if (shape.rank() < 2 || shape.size() == 0 || !areAll(shape, matrices) || !areCompact(weight, matrices)) {
            return null;
        }
        int[] partners = new int[shape.length(-1)];
        int[] groupOfRow = new int[shape.size(0, shape.rank() - 1)];
        Arrays.fill(groupOfRow, -1);
        int groups = 0;
        for (WeightMatrix matrix : matrices) {
            if (groupOfRow[matrix.rows()[0]] < 0) {
                for (int row : matrix.rows()) {
                    groupOfRow[row] = groups;
                }
                groups++;
            }
            pair(matrix.columns(), partners);
        }
        return new WeightLayout(matrices, partners, groups, groupOfRow);
    }

    private static void pair(int[] columns, int[] partners) {
        for (int j = 0; j < columns.length; j++) {
            if (columns[j] >= 0) {
                partners[columns[j]] = j % BLOCK < WORDS ? -1 : columns[j - WORDS];
            }
        }
    }

    private static boolean areAll(Shape shape, List<WeightMatrix> matrices) {
        BitSet seen = new BitSet(shape.size());
        long elements = 0;
        for (WeightMatrix matrix : matrices) {
            for (int row : matrix.rows()) {
                for (int column : matrix.columns()) {
                    if (column >= 0) {
                        seen.set(row * shape.length(-1) + column);
                        elements++;
                    }
                }
            }
        }
        return elements == shape.size() && seen.cardinality() == shape.size();
    }

    /** As the packing of weights decides. */
    private static boolean areCompact(Weight weight, List<WeightMatrix> matrices) {
        float[] values = weight.read();
        for (WeightMatrix matrix : matrices) {
            int rows = matrix.rows().length;
            int columns = matrix.columns().length;
            if (columns <= WORDS || !WeightBlocks.canHold(matrix.read(values), 0, columns, rows, columns)) {
                return false;
            }
        }
        return true;
    }
}
