package io.github.cornu.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The first 64 bytes of a file, little-endian: 8 bytes that tell what it is, the version (4), 0 (4), the length of the
 * file (8), and the length of the description (8), which follows; the rest is 0. The numbers of the weights start at
 * the next multiple of 64 bytes, each weight at one. The last 4 bytes of the file are the CRC-32C of all before.
 *
 * @param version of the file
 * @param length of the file
 * @param description its length
 */
record Header(int version, long length, int description) {
    static final int SIZE = 64;
    /** Lines of the cache of most processors. */
    static final int ALIGNMENT = 64;
    /** Of the checksum. */
    static final int END = Integer.BYTES;
    /** What is written; all from 1 on can be read. */
    static final int VERSION = 3;

    /** A transfer that takes the file for text damages these. */
    private static final byte[] MAGIC = {(byte) 0x89, 'C', 'O', 'R', 'N', 'U', '\r', '\n'};

    private static final int AT_VERSION = 8;
    private static final int AT_LENGTH = 16;
    private static final int AT_DESCRIPTION = 24;

    static long aligned(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Whether bytes are the beginning of such a file. */
    static boolean isThere(byte[] head) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= head.length || head[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads the header and checks all bytes of the file.
     *
     * @throws IllegalArgumentException if it is none, is damaged, or is of a later version
     */
    static Header read(FileBytes file) {
        byte[] magic = new byte[(int) Math.min(MAGIC.length, file.length())];
        file.read(0, magic);
        if (!isThere(magic)) {
            throw new IllegalArgumentException("it is no .cornu file");
        }
        if (file.length() < SIZE + END) {
            throw new IllegalArgumentException("the file is cut off: it has " + file.length() + " bytes");
        }
        ByteBuffer bytes = file.first(0, SIZE);
        int version = bytes.getInt(AT_VERSION);
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("it is a .cornu file of version " + version
                    + "; this version of Cornu reads those up to version " + VERSION);
        }
        long length = bytes.getLong(AT_LENGTH);
        if (length != file.length()) {
            throw new IllegalArgumentException(
                    "the file is cut off or damaged: it has " + file.length() + " bytes of " + length);
        }
        byte[] end = new byte[END];
        file.read(length - END, end);
        if (file.checksum(length - END)
                != ByteBuffer.wrap(end).order(bytes.order()).getInt()) {
            throw new IllegalArgumentException("the file is damaged: its checksum is wrong");
        }
        long description = bytes.getLong(AT_DESCRIPTION);
        if (description < 0 || description > Math.min(length - SIZE - END, Integer.MAX_VALUE - SIZE)) {
            throw new IllegalArgumentException("the file is damaged: its description has " + description + " bytes");
        }
        return new Header(version, length, (int) description);
    }

    void write(FileSink sink) throws IOException {
        sink.put(MAGIC);
        sink.put(version);
        sink.align(AT_LENGTH);
        sink.put(length);
        sink.put((long) description);
        sink.align(SIZE);
    }
}
