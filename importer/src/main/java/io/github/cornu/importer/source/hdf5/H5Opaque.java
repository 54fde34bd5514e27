package io.github.cornu.importer.source.hdf5;

import io.github.cornu.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keras writes bfloat16 as an opaque type of two bytes without a tag, at which jhdf gives up the whole group. In the
 * copy made here these are strings of two bytes, which jhdf can find in the file; {@link H5Weight} takes their bytes.
 */
final class H5Opaque {
    /** A message of the kind datatype, of 8 bytes, in an object header of version 1; any flags. */
    private static final long MESSAGE = 0x0000_0000_0008_0003L;

    private static final long WITHOUT_FLAGS = 0xffff_ff00_ffff_ffffL;
    /** Class opaque, version 1, no tag, size 2. */
    private static final long OPAQUE = 0x0000_0002_0000_0015L;
    /** Class string, version 1, ended by a NUL, size 2. */
    private static final long STRING = 0x0000_0002_0000_0013L;

    private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

    private H5Opaque() {}

    /** The content of a file with the types replaced, or null if there are none or the file is too large for it. */
    static ByteBuffer replaced(Path path) {
        try {
            boolean fits = Files.size(path) < MAX_BYTES;
            return fits ? replaced(ByteBuffer.wrap(Files.readAllBytes(path))) : null;
        } catch (IOException e) {
            throw new ModelException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    /** A copy of the bytes with the types replaced, or null if there are none. */
    static ByteBuffer replaced(byte[] bytes) {
        return replaced(ByteBuffer.wrap(bytes.clone()));
    }

    private static ByteBuffer replaced(ByteBuffer buffer) {
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        // Headers of objects stand anywhere: HDF5 aligns what is in them to their own start.
        for (int at = 0; at + 2 * Long.BYTES <= buffer.limit(); at++) {
            if ((buffer.getLong(at) & WITHOUT_FLAGS) == MESSAGE && buffer.getLong(at + Long.BYTES) == OPAQUE) {
                buffer.putLong(at + Long.BYTES, STRING);
                count++;
            }
        }
        return count == 0 ? null : buffer;
    }
}
