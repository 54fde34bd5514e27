package io.github.cornu.file;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.io.IOException;

/** Floats in row-major order. */
record FloatForm(Weight weight) implements WeightForm {
    static final String NAME = "f32";

    @Override
    public void describe(Encoder out) {
        out.text(NAME);
        out.shape(weight.shape());
    }

    @Override
    public long length() {
        return (long) weight.shape().size() * Float.BYTES;
    }

    @Override
    public void write(FileSink sink) throws IOException {
        sink.put(weight.read());
    }

    static final class Stored extends StoredWeight {
        Stored(Shape shape, FileBytes file, long from) {
            super(shape, file, from);
        }

        @Override
        long length() {
            return (long) shape().size() * Float.BYTES;
        }

        @Override
        float[] read(FileBytes bytes, long start) {
            float[] values = new float[shape().size()];
            bytes.read(start, values);
            return values;
        }
    }
}
