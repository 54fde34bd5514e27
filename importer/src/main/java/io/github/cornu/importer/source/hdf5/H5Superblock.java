package io.github.cornu.importer.source.hdf5;

import io.github.cornu.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What an HDF5 file says of itself at its start. It is looked at before jhdf opens the file: jhdf reads files that are
 * cut off as far as they go, and leaves those that are not HDF5 open.
 */
public final class H5Superblock {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int BYTES = 64;
    private static final int VERSION = 8;
    private static final int OFFSET_SIZE_0 = 13;
    private static final int OFFSET_SIZE_2 = 9;
    /** The first place for a superblock after 0; each further one is at twice the offset. */
    private static final int USER_BLOCK = 512;

    private H5Superblock() {}

    /** Bytes at a place of a file. */
    private interface Reader {
        void read(ByteBuffer target, long at) throws IOException;
    }

    /** Whether a file is HDF5. */
    public static boolean isThere(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            return find(channel::read, channel.size()) != null;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether bytes are HDF5. */
    public static boolean isThere(byte[] bytes) {
        try {
            return find(reader(bytes), bytes.length) != null;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Checks that a file is HDF5 and complete, as far as its superblock tells.
     *
     * @throws ModelException if it is not HDF5, or shorter than it should be
     */
    static void check(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            check(channel::read, channel.size());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** As {@link #check(Path)} does. */
    static void check(byte[] bytes) {
        try {
            check(reader(bytes), bytes.length);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static ModelException unreadable(IOException e) {
        return new ModelException("the file cannot be read: " + e.getMessage(), e);
    }

    private static Reader reader(byte[] bytes) {
        return (target, at) -> target.put(bytes, (int) at, (int) Math.min(target.remaining(), bytes.length - at));
    }

    private static void check(Reader reader, long size) throws IOException {
        ByteBuffer block = find(reader, size);
        if (block == null) {
            throw new ModelException("the file is not HDF5");
        }
        long length = length(block);
        if (size < length) {
            throw new ModelException("the file is cut off: it has " + size + " bytes of " + length);
        }
    }

    private static ByteBuffer find(Reader reader, long size) throws IOException {
        for (long at = 0; at < size; at = at == 0 ? USER_BLOCK : 2 * at) {
            ByteBuffer block = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
            reader.read(block, at);
            if (Arrays.equals(block.array(), 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
                return block;
            }
        }
        return null;
    }

    /** The end-of-file address, which counts from the start of the file; 0 if the version is not known. */
    private static long length(ByteBuffer block) {
        return switch (block.get(VERSION)) {
            case 0 -> block.get(OFFSET_SIZE_0) == Long.BYTES ? block.getLong(40) : 0;
            case 1 -> block.get(OFFSET_SIZE_0) == Long.BYTES ? block.getLong(44) : 0;
            case 2, 3 -> block.get(OFFSET_SIZE_2) == Long.BYTES ? block.getLong(28) : 0;
            default -> 0;
        };
    }
}
