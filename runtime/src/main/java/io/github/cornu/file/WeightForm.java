package io.github.cornu.file;

import io.github.cornu.tensor.Shape;
import java.io.IOException;

/** How the numbers of a weight are written. */
interface WeightForm {
    /** What is needed to read it, but for the numbers. */
    void describe(Encoder out);

    /** How many bytes the numbers need. */
    long length();

    void write(FileSink sink) throws IOException;

    /**
     * Reads what {@link #describe} wrote.
     *
     * @param from where the numbers start
     */
    static StoredWeight read(Decoder in, FileBytes file, long from) {
        String name = in.text();
        Shape shape = in.shape();
        if (!shape.isFixed()) {
            throw new IllegalArgumentException("a weight of the shape " + shape);
        }
        return switch (name) {
            case FloatForm.NAME -> new FloatForm.Stored(shape, file, from);
            case PairForm.NAME -> new PairForm.Stored(shape, in, file, from);
            case ByteForm.NAME -> new ByteForm.Stored(shape, in, file, from);
            default ->
                throw new IllegalArgumentException(
                        "this version of Cornu does not know weights of the form '" + name + "'");
        };
    }
}
