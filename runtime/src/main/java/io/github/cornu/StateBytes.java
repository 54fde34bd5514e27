package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A {@link State} as bytes, little-endian: a magic number, the model, the number of entries; of each entry the path of
 * the layer (length and UTF-8), the index, the rank, the lengths of the axes and the floats; then the CRC-32 of all
 * that.
 */
final class StateBytes {
    /** "CST1", the last character being the version. */
    private static final int MAGIC = 0x31545343;

    private StateBytes() {}

    static byte[] write(State state) {
        List<byte[]> layers = new ArrayList<>();
        int size = Integer.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;
        for (State.Entry entry : state.entries()) {
            byte[] layer = entry.layer().getBytes(StandardCharsets.UTF_8);
            layers.add(layer);
            int numbers = 3 + entry.value().shape().rank() + entry.value().data().length;
            size = Math.addExact(size, Math.addExact(layer.length, Math.multiplyExact(numbers, Integer.BYTES)));
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(MAGIC).putLong(state.model()).putInt(state.entries().size());
        for (int i = 0; i < layers.size(); i++) {
            put(buffer, layers.get(i), state.entries().get(i));
        }
        buffer.putInt(crc(buffer.array(), buffer.position()));
        return buffer.array();
    }

    private static void put(ByteBuffer buffer, byte[] layer, State.Entry entry) {
        buffer.putInt(layer.length).put(layer).putInt(entry.index());
        buffer.putInt(entry.value().shape().rank());
        for (int length : entry.value().shape().lengths()) {
            buffer.putInt(length);
        }
        float[] floats = entry.value().data();
        buffer.asFloatBuffer().put(floats);
        buffer.position(buffer.position() + floats.length * Float.BYTES);
    }

    static State read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < Integer.BYTES || buffer.getInt() != MAGIC) {
            throw new ModelException("these bytes are no state");
        }
        int end = bytes.length - Integer.BYTES;
        if (buffer.getInt(end) != crc(bytes, end)) {
            throw new ModelException("the bytes of the state are damaged");
        }
        try {
            long model = buffer.getLong();
            int count = buffer.getInt();
            List<State.Entry> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                entries.add(entry(buffer));
            }
            return new State(model, entries);
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            throw new ModelException("the bytes of the state are damaged", e);
        }
    }

    private static State.Entry entry(ByteBuffer buffer) {
        byte[] layer = new byte[checked(buffer.getInt(), buffer)];
        buffer.get(layer);
        int index = buffer.getInt();
        int[] lengths = new int[checked(buffer.getInt(), buffer)];
        for (int axis = 0; axis < lengths.length; axis++) {
            lengths[axis] = buffer.getInt();
        }
        Shape shape = Shape.of(lengths);
        float[] floats = new float[checked(shape.size(), buffer)];
        buffer.asFloatBuffer().get(floats);
        buffer.position(buffer.position() + floats.length * Float.BYTES);
        return new State.Entry(new String(layer, StandardCharsets.UTF_8), index, Tensor.of(floats, shape));
    }

    private static int checked(int count, ByteBuffer buffer) {
        if (count < 0 || count > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
