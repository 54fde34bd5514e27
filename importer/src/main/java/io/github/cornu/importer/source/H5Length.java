package io.github.cornu.importer.source;

import io.github.cornu.graph.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** The length that an HDF5 file says it has, in its superblock; jhdf reads files that are cut off as far as they go. */
final class H5Length {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int BYTES = 64;
    private static final int VERSION = 8;
    private static final int OFFSET_SIZE_0 = 13;
    private static final int OFFSET_SIZE_2 = 9;

    private H5Length() {}

    /**
     * Does nothing for files that it does not know.
     *
     * @throws ModelException if the file is shorter than it should be
     */
    static void check(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer start = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(start, 0);
            long length = length(start.array(), start);
            if (channel.size() < length) {
                throw new ModelException("the file is cut off: it has " + channel.size() + " bytes of " + length);
            }
        } catch (IOException e) {
            throw new ModelException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    /** The end-of-file address of the superblock, or 0. */
    private static long length(byte[] bytes, ByteBuffer start) {
        if (!Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            return 0;
        }
        return switch (bytes[VERSION]) {
            case 0 -> bytes[OFFSET_SIZE_0] == Long.BYTES ? start.getLong(40) : 0;
            case 1 -> bytes[OFFSET_SIZE_0] == Long.BYTES ? start.getLong(44) : 0;
            case 2, 3 -> bytes[OFFSET_SIZE_2] == Long.BYTES ? start.getLong(28) : 0;
            default -> 0;
        };
    }
}
