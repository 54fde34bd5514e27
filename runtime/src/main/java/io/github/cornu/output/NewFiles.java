package io.github.cornu.output;

import io.github.cornu.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files that appear together, each whole or not at all. They are written beside their places under other names, {@code
 * .cornu-….tmp}; {@link #commit} moves them there when all are complete. Whoever reads sees the old file or the new
 * one. Of several that write the same file at once, the last one wins.
 *
 * <pre>{@code
 * try (NewFiles files = new NewFiles(Durability.SYNCED)) {
 *     Npy.write(files, output, y);
 *     StateFile.save(files, states, session.state(), model);
 *     files.commit();
 * }
 * }</pre>
 *
 * <p>A symbolic link stays one: the file behind it is replaced. A new file has the permissions of the one that it
 * replaces; other hard links to that one keep the old content. Not for several threads at once.
 */
public final class NewFiles implements AutoCloseable {
    /** Writes the content of a file. */
    public interface Content {
        /**
         * Writes.
         *
         * @param temporary an empty file
         * @throws IOException if it cannot
         */
        void write(Path temporary) throws IOException;
    }

    private final Durability durability;
    private final Map<Path, Target> targets = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::discard, "cornu-discard");
    private boolean complete = true;

    /** No files yet. */
    public NewFiles(Durability durability) {
        Objects.requireNonNull(durability, "durability");
        this.durability = durability;
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending: somebody saves at the last moment.
        }
    }

    /**
     * Refuses a place where no file can be written, before the work is done for it.
     *
     * @throws ModelException if it is in no folder, or in one where nothing can be written; or if it is itself a
     *     folder, a device, or write-protected
     */
    public static void check(Path path) {
        Objects.requireNonNull(path, "path");
        target(path);
    }

    /** Whether two paths lead to one file that is there: the same, by links of both kinds too. */
    public static boolean isSame(Path one, Path other) {
        Objects.requireNonNull(one, "one");
        Objects.requireNonNull(other, "other");
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static Target target(Path path) {
        try {
            return Target.of(path);
        } catch (IOException e) {
            throw failure(path, reason(e), e);
        }
    }

    /**
     * Writes a file, which appears with {@link #commit}.
     *
     * @throws ModelException with the name of the file, as {@link #check} does and as the content does, or if it cannot
     *     be written; nothing can be committed then
     */
    public void add(Path path, Content content) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
        complete = false;
        Target target = target(path);
        try {
            Path temporary = begin(target);
            content.write(temporary);
            if (durability == Durability.SYNCED) {
                sync(FileChannel.open(temporary, StandardOpenOption.WRITE));
            }
        } catch (IOException e) {
            throw failure(path, reason(e), e);
        } catch (ModelException e) {
            throw e.in(target.name());
        }
        complete = true;
    }

    private Path begin(Target target) throws IOException {
        FileAttribute<?>[] permissions = target.permissions();
        synchronized (targets) {
            while (true) {
                // A short name, since long ones are limited; not by SecureRandom, which takes long to start.
                String name = Long.toHexString(ThreadLocalRandom.current().nextLong());
                Path temporary = target.file().resolveSibling(".cornu-" + name + ".tmp");
                try {
                    Files.createFile(temporary, permissions);
                    targets.put(temporary, target);
                    return temporary;
                } catch (FileAlreadyExistsException e) {
                    // Somebody else has drawn the same name.
                }
            }
        }
    }

    private static void sync(FileChannel channel) throws IOException {
        try (channel) {
            channel.force(true);
        }
    }

    /**
     * Moves the files to their places, in the order in which they were added.
     *
     * @throws ModelException if one cannot be moved: it is not there then, nor are those after it, and the message
     *     names those before it, which are. Or if all are there but may not outlast a crash of the machine
     * @throws IllegalStateException if one of them could not be written
     */
    public void commit() {
        if (!complete) {
            throw new IllegalStateException("a file could not be written");
        }
        synchronized (targets) {
            List<Path> moved = new ArrayList<>();
            for (Map.Entry<Path, Target> file : targets.entrySet()) {
                move(file.getKey(), file.getValue(), moved);
                moved.add(file.getValue().path());
            }
            if (durability == Durability.SYNCED) {
                syncFolders();
            }
            targets.clear();
        }
    }

    private static void move(Path temporary, Target target, List<Path> before) {
        try {
            Files.move(temporary, target.file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            String others = before.isEmpty() ? "" : "; but written: " + before;
            throw failure(target.path(), reason(e) + others, e);
        }
    }

    private void syncFolders() {
        Set<Path> synced = new HashSet<>();
        for (Target target : targets.values()) {
            try {
                if (synced.add(target.folder())) {
                    syncFolder(target.folder());
                }
            } catch (IOException e) {
                String problem = "it is written, but may be lost if the machine crashes now: " + reason(e);
                throw new ModelException(target.name(), null, null, problem, e);
            }
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return; // Windows opens no folders, Linux none that may not be read.
        }
        sync(channel);
    }

    private static ModelException failure(Path path, String problem, IOException cause) {
        String text = "it cannot be written: " + problem;
        return new ModelException(String.valueOf(path.getFileName()), null, null, text, cause);
    }

    /** Without the name of a temporary file where that is possible. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private void discard() {
        synchronized (targets) {
            for (Path temporary : targets.keySet()) {
                try {
                    Files.deleteIfExists(temporary);
                } catch (IOException e) {
                    // What went wrong before is what to tell.
                }
            }
            targets.clear();
        }
    }

    /** Deletes what was not committed. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It runs, or has run.
        }
        discard();
    }
}
