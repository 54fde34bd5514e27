package io.github.cornu.file;

import io.github.cornu.kernel.WeightBlocks;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;

/**
 * Whole numbers from -127 to 127. The rows, those along the last axis, are in groups; for each group and each column
 * there is, as a float and before all numbers, the largest absolute value. A number times this, divided by 127, is the
 * weight. Read so, a model compiled with {@link WeightFormat#INT8} computes with the same numbers as from the floats.
 */
record ByteForm(Weight weight, WeightLayout layout) implements WeightForm {
    static final String NAME = "int8";

    private static final int MOST = 127;

    @Override
    public void describe(Encoder out) {
        out.text(NAME);
        out.shape(weight.shape());
        out.count(layout.groups());
        int[] groups = layout.groupOfRow();
        for (int row = 0; row < groups.length; ) {
            int next = row;
            while (next < groups.length && groups[next] == groups[row]) {
                next++;
            }
            out.count(groups[row]);
            out.count(next - row - 1);
            row = next;
        }
    }

    @Override
    public long length() {
        return length(layout.groups(), weight.shape());
    }

    private static long length(int groups, Shape shape) {
        return (long) groups * shape.length(-1) * Float.BYTES + shape.size();
    }

    @Override
    public void write(FileSink sink) throws IOException {
        float[] values = weight.read();
        int stride = layout.columns();
        float[] largest = new float[layout.groups() * stride];
        byte[] numbers = new byte[values.length];
        for (WeightMatrix matrix : layout.matrices()) {
            int[] rows = matrix.rows();
            int[] columns = matrix.columns();
            WeightBlocks blocks = WeightBlocks.of(WeightFormat.INT8, rows.length, columns.length);
            float[] packed = new float[blocks.size()];
            blocks.pack(matrix.read(values), 0, columns.length, packed, 0);
            for (int k = 0; k < rows.length; k++) {
                int group = layout.groupOfRow()[rows[k]] * stride;
                for (int j = 0; j < columns.length; j++) {
                    if (columns[j] >= 0) {
                        int at = rows[k] * stride + columns[j];
                        largest[group + columns[j]] = Math.max(largest[group + columns[j]], Math.abs(values[at]));
                        numbers[at] = (byte) blocks.value(packed, k, j);
                    }
                }
            }
        }
        sink.put(largest);
        sink.put(numbers);
    }

    static final class Stored extends StoredWeight {
        private final int groups;
        private final int[] groupOfRow;

        Stored(Shape shape, Decoder in, FileBytes file, long from) {
            super(shape, file, from);
            groups = in.count();
            if (shape.rank() < 1 || shape.size() < 1 || groups > shape.size()) {
                throw new IllegalArgumentException("a weight of the shape " + shape + " in " + groups + " groups");
            }
            if (file != null && shape.size() > file.length()) {
                throw new IllegalArgumentException("a weight of the shape " + shape + " is not in the file");
            }
            groupOfRow = new int[shape.size(0, shape.rank() - 1)];
            for (int row = 0; row < groupOfRow.length; ) {
                int group = in.below(groups);
                int end = row + 1 + in.below(groupOfRow.length - row);
                while (row < end) {
                    groupOfRow[row++] = group;
                }
            }
        }

        @Override
        long length() {
            return ByteForm.length(groups, shape());
        }

        @Override
        float[] read(FileBytes bytes, long start) {
            int columns = shape().length(-1);
            float[] largest = new float[groups * columns];
            byte[] numbers = new byte[shape().size()];
            bytes.read(start, largest);
            bytes.read(start + (long) largest.length * Float.BYTES, numbers);
            float[] values = new float[numbers.length];
            for (int row = 0; row < groupOfRow.length; row++) {
                for (int j = 0; j < columns; j++) {
                    float most = largest[groupOfRow[row] * columns + j];
                    int number = numbers[row * columns + j];
                    boolean whole = Math.abs(number) == MOST;
                    values[row * columns + j] = whole ? Math.copySign(most, number) : number * (most / MOST);
                }
            }
            return values;
        }
    }
}
