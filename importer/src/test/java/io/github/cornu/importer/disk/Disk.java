package io.github.cornu.importer.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The file system of the machine, on a disk that has faults. */
public final class Disk extends FileSystemProvider {
    private final Faults faults;

    private Disk(Faults faults) {
        this.faults = faults;
    }

    /** A path of the machine's file system on such a disk. */
    public static Path path(Path path, Faults faults) {
        return DiskPath.of(path, new DiskFileSystem(path.getFileSystem(), new Disk(faults)));
    }

    private static FileSystemProvider provider(Path path) {
        return DiskPath.real(path).getFileSystem().provider();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path real = DiskPath.real(path);
        boolean creates = options.contains(StandardOpenOption.CREATE_NEW)
                || options.contains(StandardOpenOption.CREATE) && !Files.exists(real);
        return faults.call(creates ? Faults.Kind.CREATE : Faults.Kind.LOOK, () -> {
            FileChannel channel = FileChannel.open(real, options, attributes);
            return new DiskChannel(real, channel, faults);
        });
    }

    /** As Unix does it: what is not atomic is a deletion before. */
    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        if (!List.of(options).contains(StandardCopyOption.ATOMIC_MOVE)) {
            deleteIfExists(target);
        }
        Path from = DiskPath.real(source);
        Path to = DiskPath.real(target);
        faults.call(Faults.Kind.MOVE, () -> {
            faults.unsynced().move(from, to);
            provider(source).move(from, to, options);
            return null;
        });
    }

    @Override
    public void delete(Path path) throws IOException {
        faults.call(Faults.Kind.DELETE, () -> {
            provider(path).delete(DiskPath.real(path));
            return null;
        });
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        faults.call(Faults.Kind.LOOK, () -> {
            provider(path).checkAccess(DiskPath.real(path), modes);
            return null;
        });
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return faults.call(Faults.Kind.LOOK, () -> provider(path).readAttributes(DiskPath.real(path), type, options));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return provider(path).readAttributes(DiskPath.real(path), attributes, options);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return provider(path).getFileAttributeView(DiskPath.real(path), type, options);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return provider(path).isSameFile(DiskPath.real(path), DiskPath.real(other));
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return DiskPath.of(provider(link).readSymbolicLink(DiskPath.real(link)), link.getFileSystem());
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return provider(path).isHidden(DiskPath.real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return provider(path).getFileStore(DiskPath.real(path));
    }

    @Override
    public String getScheme() {
        return "disk";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }
}
