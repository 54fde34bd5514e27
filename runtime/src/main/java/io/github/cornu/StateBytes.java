package io.github.cornu;

import io.github.cornu.tensor.Tensor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
        int size = Integer.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;
        for (State.Entry entry : state.entries()) {
            int floats = Math.multiplyExact(entry.value().data().length, Float.BYTES);
            size = Math.addExact(size, Math.addExact(part(entry).bytes(), floats));
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(MAGIC).putLong(state.model()).putInt(state.entries().size());
        state.entries().forEach(entry -> put(buffer, entry));
        buffer.putInt(crc(buffer.array(), buffer.position()));
        return buffer.array();
    }

    private static RowLayout.Part part(State.Entry entry) {
        return new RowLayout.Part(
                entry.layer(),
                written(entry.index(), entry.grows()),
                entry.value().shape());
    }

    /** The number of a state that grows is written as its complement, below 0; and the way back. */
    private static int written(int index, boolean grows) {
        return grows ? ~index : index;
    }

    private static void put(ByteBuffer buffer, State.Entry entry) {
        part(entry).write(buffer);
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
        RowLayout.Part part = RowLayout.Part.read(buffer);
        float[] floats = new float[RowLayout.Part.count(part.shape().size(), buffer)];
        buffer.asFloatBuffer().get(floats);
        buffer.position(buffer.position() + floats.length * Float.BYTES);
        boolean grows = part.index() < 0;
        if (grows && part.shape().rank() < 2) {
            throw new IllegalArgumentException("no axis for steps");
        }
        return new State.Entry(part.name(), written(part.index(), grows), Tensor.of(floats, part.shape()), grows);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
