package io.github.cornu.file;

import io.github.cornu.kernel.WeightBlocks;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.util.List;

/**
 * The upper 16 bits of floats, in row-major order; for each column of the last axis, which other column has the lower
 * 16 bits of its floats as its own upper ones, or none, whose lower bits are 0. Read so, the numbers are those that a
 * model compiled with {@link WeightFormat#BF16} computes with.
 */
record PairForm(Weight weight, WeightLayout layout) implements WeightForm {
    static final String NAME = "bf16";

    private static final int HALF = 16;

    @Override
    public void describe(Encoder out) {
        out.text(NAME);
        out.shape(weight.shape());
        for (int partner : layout.partners()) {
            out.count(partner + 1);
        }
    }

    @Override
    public long length() {
        return (long) weight.shape().size() * Short.BYTES;
    }

    @Override
    public void write(FileSink sink) throws IOException {
        float[] values = weight.read();
        short[] halves = new short[values.length];
        int stride = layout.columns();
        for (WeightMatrix matrix : layout.matrices()) {
            int[] rows = matrix.rows();
            int[] columns = matrix.columns();
            WeightBlocks blocks = WeightBlocks.of(WeightFormat.BF16, rows.length, columns.length);
            float[] packed = new float[blocks.size()];
            blocks.pack(matrix.read(values), 0, columns.length, packed, 0);
            for (int k = 0; k < rows.length; k++) {
                for (int j = 0; j < columns.length; j++) {
                    if (columns[j] >= 0) {
                        int bits = Float.floatToRawIntBits(blocks.value(packed, k, j));
                        halves[rows[k] * stride + columns[j]] = (short) (bits >>> HALF);
                    }
                }
            }
        }
        for (short half : halves) {
            sink.put(half);
        }
    }

    static final class Stored extends StoredWeight {
        private final int[] partners;

        Stored(Shape shape, Decoder in, FileBytes file, long from) {
            super(shape, file, from);
            List<Integer> read = in.counts(shape.length(-1));
            partners = new int[read.size()];
            for (int j = 0; j < partners.length; j++) {
                partners[j] = read.get(j) - 1;
                if (partners[j] >= partners.length) {
                    throw new IllegalArgumentException("a column of a weight belongs to column " + partners[j]);
                }
            }
        }

        @Override
        long length() {
            return (long) shape().size() * Short.BYTES;
        }

        @Override
        float[] read(FileBytes bytes, long start) {
            short[] halves = new short[shape().size()];
            bytes.read(start, halves);
            float[] values = new float[halves.length];
            for (int row = 0; row < values.length; row += partners.length) {
                for (int j = 0; j < partners.length; j++) {
                    int low = partners[j] < 0 ? 0 : halves[row + partners[j]] & 0xFFFF;
                    values[row + j] = Float.intBitsToFloat(halves[row + j] << HALF | low);
                }
            }
            return values;
        }
    }
}
