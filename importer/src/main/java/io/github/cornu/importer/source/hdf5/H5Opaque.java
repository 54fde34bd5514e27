package io.github.cornu.importer.source.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Keras writes bfloat16 as an opaque type of two bytes without a tag, at which jhdf gives up the whole group. What is
 * made here of the headers has strings of two bytes in their place, which jhdf can find in the file; {@link H5Weight}
 * takes their bytes.
 */
final class H5Opaque {
    /** A message of the kind datatype, of 8 bytes, in an object header of version 1; any flags. */
    private static final long MESSAGE = 0x0000_0000_0008_0003L;

    private static final long WITHOUT_FLAGS = 0xffff_ff00_ffff_ffffL;
    /** Class opaque, version 1, no tag, size 2. */
    private static final long OPAQUE = 0x0000_0002_0000_0015L;
    /** Class string, version 1, ended by a NUL, size 2. */
    private static final long STRING = 0x0000_0002_0000_0013L;

    private H5Opaque() {}

    /** A copy of the bytes of a file with the types replaced, or null if there are none. */
    static ByteBuffer replaced(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
        return replace(buffer, 0, buffer.limit()) == 0 ? null : buffer;
    }

    /**
     * Replaces the types in a part of a buffer, which is little-endian.
     *
     * @return how many there were
     */
    static int replace(ByteBuffer buffer, int from, int to) {
        int count = 0;
        // Headers of objects stand anywhere: HDF5 aligns what is in them to their own start.
        for (int at = from; at + 2 * Long.BYTES <= to; at++) {
            if ((buffer.getLong(at) & WITHOUT_FLAGS) == MESSAGE && buffer.getLong(at + Long.BYTES) == OPAQUE) {
                buffer.putLong(at + Long.BYTES, STRING);
                count++;
            }
        }
        return count;
    }
}
