package io.github.cornu.importer.source.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A file of which jhdf reads the headers as {@link H5Opaque} makes them. The numbers of its datasets it maps, so that
 * the file may have any length and no part of it is held in the heap.
 */
final class H5OpaqueChannel extends FileChannel {
    private final FileChannel file;
    private int replaced;

    /** @param file is closed with this one */
    H5OpaqueChannel(FileChannel file) {
        this.file = file;
    }

    /** How many types were replaced so far. */
    int replaced() {
        return replaced;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = file.read(target);
        replace(target, start);
        return count;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int start = target.position();
        int count = file.read(target, position);
        replace(target, start);
        return count;
    }

    private void replace(ByteBuffer target, int start) {
        replaced += H5Opaque.replace(target.duplicate().order(ByteOrder.LITTLE_ENDIAN), start, target.position());
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        long sum = 0;
        for (int i = offset; i < offset + length; i++) {
            int count = read(targets[i]);
            if (count < 0) {
                return sum == 0 ? count : sum;
            }
            sum += count;
        }
        return sum;
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return file.map(mode, position, size);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return file.transferTo(position, count, target);
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw new NonWritableChannelException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new NonWritableChannelException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public void force(boolean metaData) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
