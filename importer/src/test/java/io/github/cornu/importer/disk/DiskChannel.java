package io.github.cornu.importer.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file, or a folder, that is open. */
final class DiskChannel extends FileChannel {
    private interface Write {
        int of(ByteBuffer part) throws IOException;
    }

    private final Path path;
    private final FileChannel real;
    private final Faults faults;

    DiskChannel(Path path, FileChannel real, Faults faults) {
        this.path = path;
        this.real = real;
        this.faults = faults;
    }

    private int write(ByteBuffer source, Write write) throws IOException {
        faults.unsynced().write(path);
        return faults.call(Faults.Kind.WRITE, () -> write.of(source), () -> {
            ByteBuffer half = source.duplicate().limit(source.position() + source.remaining() / 2);
            int count = write.of(half);
            source.position(half.position());
            return count;
        });
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return write(source, real::write);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return write(source, part -> real.write(part, position));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force(boolean metaData) throws IOException {
        faults.call(Faults.Kind.SYNC, () -> {
            real.force(metaData);
            if (Files.isDirectory(path)) {
                faults.unsynced().syncFolder(path);
            } else {
                faults.unsynced().syncFile(path);
            }
            return null;
        });
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return faults.call(Faults.Kind.LOOK, () -> real.read(target));
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return faults.call(Faults.Kind.LOOK, () -> real.read(target, position));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return faults.call(Faults.Kind.LOOK, () -> real.read(targets, offset, length));
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
