package io.github.cornu.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The bytes of a file of any size, mapped or in memory. They stay when the file is deleted. Safe for many threads. */
final class FileBytes {
    /** Buffers end at two gigabytes; a whole number of weights fits into such a piece. */
    private static final long PIECE = 1L << 30;

    /** Up to here a file is read as a whole: the first map of a process takes 20 ms on newer JDKs. */
    private static final long SMALL = 1 << 22;

    private static final int PART = 1 << 16;

    private final ByteBuffer[] pieces;
    private final long length;

    private FileBytes(ByteBuffer[] pieces, long length) {
        this.pieces = pieces;
        this.length = length;
    }

    /**
     * A file; if it is large, as a map.
     *
     * @throws IOException if it cannot be read
     */
    static FileBytes map(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long length = channel.size();
            if (length <= SMALL) {
                return of(read(channel, (int) length));
            }
            ByteBuffer[] pieces = new ByteBuffer[(int) ((length + PIECE - 1) / PIECE)];
            for (int i = 0; i < pieces.length; i++) {
                long from = i * PIECE;
                pieces[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(PIECE, length - from));
            }
            return new FileBytes(pieces, length);
        }
    }

    private static byte[] read(FileChannel channel, int length) throws IOException {
        byte[] bytes = new byte[length];
        int done = 0;
        for (int count = 0; done < length && count >= 0; done += Math.max(0, count)) {
            // Java keeps memory outside of the heap as large as the largest part.
            count = channel.read(ByteBuffer.wrap(bytes, done, Math.min(PART, length - done)));
        }
        return done == length ? bytes : Arrays.copyOf(bytes, done);
    }

    static FileBytes of(byte[] bytes) {
        ByteBuffer[] pieces = new ByteBuffer[(int) ((bytes.length + PIECE - 1) / PIECE)];
        for (int i = 0; i < pieces.length; i++) {
            int from = (int) (i * PIECE);
            pieces[i] = ByteBuffer.wrap(bytes, from, (int) Math.min(PIECE, bytes.length - from))
                    .slice();
        }
        return new FileBytes(pieces, bytes.length);
    }

    long length() {
        return length;
    }

    /** Bytes that lie in the first piece. */
    ByteBuffer first(int from, int count) {
        return pieces[0].duplicate().position(from).limit(from + count).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The CRC-32C of the bytes before one. */
    int checksum(long end) {
        CRC32C crc = new CRC32C();
        for (int i = 0; i * PIECE < end; i++) {
            ByteBuffer piece = pieces[i].duplicate();
            crc.update(piece.limit((int) Math.min(PIECE, end - i * PIECE)).position(0));
        }
        return (int) crc.getValue();
    }

    private ByteBuffer at(long from) {
        return pieces[(int) (from / PIECE)]
                .duplicate()
                .position((int) (from % PIECE))
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads floats from a multiple of four bytes on. */
    void read(long from, float[] target) {
        for (int done = 0; done < target.length; ) {
            ByteBuffer piece = at(from + (long) done * Float.BYTES);
            int count = Math.min(target.length - done, piece.remaining() / Float.BYTES);
            piece.asFloatBuffer().get(target, done, count);
            done += count;
        }
    }

    /** Reads numbers of 16 bits from a multiple of two bytes on. */
    void read(long from, short[] target) {
        for (int done = 0; done < target.length; ) {
            ByteBuffer piece = at(from + (long) done * Short.BYTES);
            int count = Math.min(target.length - done, piece.remaining() / Short.BYTES);
            piece.asShortBuffer().get(target, done, count);
            done += count;
        }
    }

    void read(long from, byte[] target) {
        for (int done = 0; done < target.length; ) {
            ByteBuffer piece = at(from + done);
            int count = Math.min(target.length - done, piece.remaining());
            piece.get(target, done, count);
            done += count;
        }
    }
}
