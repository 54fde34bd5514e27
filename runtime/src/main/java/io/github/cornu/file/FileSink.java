package io.github.cornu.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Writes a file from its start to its end, and keeps the CRC-32C of it. */
final class FileSink {
    private static final int BUFFER = 1 << 16;

    private final OutputStream target;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private long position;

    FileSink(OutputStream target) {
        this.target = target;
    }

    private ByteBuffer room(int count) throws IOException {
        if (buffer.remaining() < count) {
            flush();
        }
        position += count;
        return buffer;
    }

    private void flush() throws IOException {
        crc.update(buffer.array(), 0, buffer.position());
        target.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    void put(byte value) throws IOException {
        room(1).put(value);
    }

    void put(byte[] values) throws IOException {
        for (byte value : values) {
            put(value);
        }
    }

    void put(short value) throws IOException {
        room(Short.BYTES).putShort(value);
    }

    void put(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    void put(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    void put(float[] values) throws IOException {
        for (float value : values) {
            room(Float.BYTES).putInt(Float.floatToRawIntBits(value));
        }
    }

    /** Zeros up to a multiple of some bytes. */
    void align(int multiple) throws IOException {
        while (position % multiple != 0) {
            put((byte) 0);
        }
    }

    /** Writes the CRC-32C of all before. */
    void end() throws IOException {
        flush();
        put((int) crc.getValue());
        flush();
    }
}
