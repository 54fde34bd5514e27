package io.github.cornu.importer.numpy;

import io.github.cornu.ModelException;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;

/**
 * NumPy's {@code .npy} files of versions 1 to 3: one array each, in either order of bytes and of axes. Numbers of all
 * types are read as floats: a float64 as the nearest one, while a whole number that a float cannot hold exactly is an
 * error. So are records, and bytes behind the last element. Texts are read as {@link io.github.cornu.tensor.Texts} has
 * them. Arrays of objects, which are pickled Python, are refused. Safe for any number of threads.
 *
 * <pre>{@code
 * Npy.write(Path.of("y.npy"), model.run(Npy.read(Path.of("x.npy"))));
 * }</pre>
 */
public final class Npy {
    private Npy() {}

    /**
     * Reads a file.
     *
     * @throws ModelException if it is not there, is damaged, or holds neither numbers nor texts
     */
    public static Tensor read(Path path) {
        Objects.requireNonNull(path, "path");
        return NumpyFiles.read(path, Npy::read);
    }

    /**
     * Writes float32, little-endian, row-major; texts as NumPy's unicode. The file appears, or replaces the
     * old one, when it is complete and on the disk.
     *
     * @throws ModelException if it cannot be written; there is no new file then
     */
    public static void write(Path path, Tensor tensor) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(tensor, "tensor");
        NumpyFiles.write(path, out -> out.write(bytes(tensor)));
    }

    /**
     * As {@link #write(Path, Tensor)}, together with other files.
     *
     * @throws ModelException if it cannot be written; none of the files can be committed then
     */
    public static void write(NewFiles files, Path path, Tensor tensor) {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(tensor, "tensor");
        NumpyFiles.write(files, path, out -> out.write(bytes(tensor)));
    }

    static byte[] bytes(Tensor tensor) {
        if (tensor.isTexts()) {
            return NpyTexts.bytes(tensor);
        }
        byte[] header = NpyHeader.bytes("<f4", tensor.shape());
        float[] data = tensor.data();
        ByteBuffer buffer = ByteBuffer.allocate(Math.addExact(header.length, Math.multiplyExact(4, data.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(header).asFloatBuffer().put(data);
        return buffer.array();
    }

    static Tensor read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Tensor tensor = read(buffer, NpyHeader.read(buffer));
        if (buffer.hasRemaining()) {
            throw new ModelException("behind its elements there are " + buffer.remaining() + " bytes more");
        }
        return tensor;
    }

    private static Tensor read(ByteBuffer buffer, NpyHeader header) {
        if (NpyTexts.are(header.type())) {
            return NpyTexts.read(buffer, header, size(header.shape()));
        }
        float[] data = NpyNumbers.read(buffer, header.type(), size(header.shape()));
        return Tensor.of(header.columnMajor() ? rowMajor(data, header.shape()) : data, header.shape());
    }

    private static int size(Shape shape) {
        try {
            return shape.size();
        } catch (ArithmeticException e) {
            throw new ModelException("its shape " + shape + " is too large", e);
        }
    }

    private static float[] rowMajor(float[] columnMajor, Shape shape) {
        float[] data = new float[columnMajor.length];
        int[] index = new int[shape.rank()];
        for (int i = 0; i < data.length; i++) {
            int rest = i;
            for (int axis = 0; axis < index.length; axis++) {
                index[axis] = rest % shape.length(axis);
                rest /= shape.length(axis);
            }
            int at = 0;
            for (int axis = 0; axis < index.length; axis++) {
                at = at * shape.length(axis) + index[axis];
            }
            data[at] = columnMajor[i];
        }
        return data;
    }
}
