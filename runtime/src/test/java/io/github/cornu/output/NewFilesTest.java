package io.github.cornu.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cornu.ModelException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where files go, and what others see meanwhile. What happens when something fails, the importer's tests try. */
class NewFilesTest {
    private static final int LENGTH = 10_000;

    @TempDir
    Path folder;

    private static void write(Path path, String text) {
        try (NewFiles files = new NewFiles(Durability.CACHED)) {
            files.add(path, temporary -> Files.writeString(temporary, text));
            files.commit();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void refuses(String problem, Path path) {
        for (boolean early : new boolean[] {true, false}) {
            ModelException e = assertThrows(ModelException.class, () -> {
                if (early) {
                    NewFiles.check(path);
                } else {
                    write(path, "new");
                }
            });
            assertEquals(path.getFileName() + ": it cannot be written: " + problem, e.getMessage());
        }
    }

    @Test
    void aFileIsWrittenAndReplaced() throws IOException {
        Path file = folder.resolve("file");
        write(file, "one");
        assertEquals("one", Files.readString(file));
        write(file, "other");
        assertEquals("other", Files.readString(file));
        assertEquals(List.of("file"), names());
    }

    @Test
    void nothingIsThereBeforeTheCommit() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "old");
        Path other = folder.resolve("other");
        try (NewFiles files = new NewFiles(Durability.SYNCED)) {
            files.add(one, temporary -> Files.writeString(temporary, "new"));
            files.add(other, temporary -> Files.writeString(temporary, "new"));
            assertEquals("old", Files.readString(one));
            assertFalse(Files.exists(other));
            files.commit();
            assertEquals("new", Files.readString(one));
            assertEquals("new", Files.readString(other));
        }
        assertEquals(List.of("one", "other"), names());
    }

    @Test
    void whatIsNotCommittedIsNotThere() throws IOException {
        try (NewFiles files = new NewFiles(Durability.SYNCED)) {
            files.add(folder.resolve("file"), temporary -> Files.writeString(temporary, "new"));
            assertEquals(1, names().size());
        }
        assertEquals(List.of(), names());
    }

    @Test
    void writersOfOneFileHaveTemporaryFilesOfTheirOwn() throws IOException {
        Path file = folder.resolve("file");
        List<Path> temporaries = new ArrayList<>();
        try (NewFiles one = new NewFiles(Durability.CACHED);
                NewFiles other = new NewFiles(Durability.CACHED)) {
            for (NewFiles files : List.of(one, other)) {
                files.add(file, temporary -> {
                    assertEquals(0, Files.size(temporary));
                    Files.writeString(temporary, String.valueOf(temporaries.size()));
                    temporaries.add(temporary);
                });
            }
            assertEquals(2, Set.copyOf(temporaries).size());
            other.commit();
            assertEquals("1", Files.readString(file));
            one.commit();
            assertEquals("0", Files.readString(file));
        }
        assertEquals(List.of("file"), names());
    }

    /** Each writer fills the file with one byte. */
    @Test
    void readersSeeWholeFilesWhileSeveralWrite() throws Exception {
        Path file = folder.resolve("file");
        write(file, "0".repeat(LENGTH));
        AtomicBoolean written = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (String digit : List.of("1", "2", "3")) {
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 1000; i++) {
                        write(file, digit.repeat(LENGTH));
                    }
                }));
            }
            Future<?> reader = threads.submit(() -> {
                do {
                    checkWhole(file);
                } while (!written.get());
            });
            for (Future<?> writer : writers) {
                writer.get();
            }
            written.set(true);
            reader.get();
        } finally {
            written.set(true);
            threads.shutdownNow();
        }
        assertEquals(List.of("file"), names());
    }

    private static void checkWhole(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] expected = new byte[LENGTH];
            Arrays.fill(expected, bytes[0]);
            assertArrayEquals(expected, bytes);
        } catch (NoSuchFileException e) {
            throw new AssertionError("there was no file", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSymbolicLinkStaysOne() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path file = Files.writeString(inner.resolve("file"), "old");
        Path link = Files.createSymbolicLink(inner.resolve("link"), Path.of("file"));
        Path chain = Files.createSymbolicLink(folder.resolve("chain"), link);
        write(chain, "new");
        assertEquals("new", Files.readString(file));
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(chain));
        assertFalse(Files.isSymbolicLink(file));
        assertEquals(List.of("chain", "inner"), names());
    }

    @Test
    void aSymbolicLinkToAFileThatIsNotThere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        write(link, "new");
        assertEquals("new", Files.readString(folder.resolve("file")));
        assertTrue(Files.isSymbolicLink(link));
        Path lost = Files.createSymbolicLink(folder.resolve("lost"), Path.of("none/file"));
        refuses("there is no folder " + folder.resolve("none"), lost);
    }

    @Test
    void aSymbolicLinkInACircle() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));
        ModelException e = assertThrows(ModelException.class, () -> write(link, "new"));
        assertTrue(e.getMessage().startsWith("link: it cannot be written: "), e.getMessage());
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void otherHardLinksKeepTheOldContent() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path other = Files.createLink(folder.resolve("other"), file);
        assertTrue(NewFiles.isSame(file, other));
        write(file, "new");
        assertFalse(NewFiles.isSame(file, other));
        assertEquals("old", Files.readString(other));
    }

    @Test
    void permissionsStayThoseOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "secret");
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        Set<PosixFilePermission> own = PosixFilePermissions.fromString("rw-------");
        Files.setPosixFilePermissions(file, own);
        write(file, "new");
        assertEquals(own, Files.getPosixFilePermissions(file));
        Path usual = Files.createFile(folder.resolve("usual"));
        write(folder.resolve("another"), "new");
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(folder.resolve("another")));
    }

    @Test
    void whatIsNoFile() throws IOException {
        refuses("it is a directory", Files.createDirectory(folder.resolve("inner")));
        refuses("there is no folder " + folder.resolve("none"), folder.resolve("none/file"));
        Path file = Files.writeString(folder.resolve("file"), "text");
        refuses("there is no folder " + file, file.resolve("file"));
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        refuses("it is a device, not a file", device);
        Path link = Files.createSymbolicLink(folder.resolve("link"), device);
        refuses("it is a device, not a file", link);
        Files.delete(link);
        assertFalse(Files.isRegularFile(device));
    }

    @Test
    void whatIsWriteProtected() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        assumeTrue(file.toFile().setWritable(false));
        assumeFalse(Files.isWritable(file), "the user may write everything");
        refuses("it is write-protected", file);
        Path inner = Files.createDirectory(folder.resolve("inner"));
        assumeTrue(inner.toFile().setWritable(false));
        refuses("nothing can be written in the folder " + inner, inner.resolve("file"));
        assertEquals("old", Files.readString(file));
    }

    /** As when somebody presses Ctrl-C. */
    @Test
    void aProcessThatEndsLeavesNothing() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = "target/classes" + File.pathSeparator + "target/test-classes";
        Process process = new ProcessBuilder(java.toString(), "-cp", classes, Ending.class.getName(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(Ending.CODE, process.waitFor(), output);
        assertEquals(List.of("done"), names(), output);
    }

    /** Ends while it writes a file, and writes another one as the last thing it does. */
    static final class Ending {
        private static final int CODE = 7;

        private Ending() {}

        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try (NewFiles files = new NewFiles(Durability.SYNCED)) {
                    files.add(folder.resolve("done"), temporary -> Files.writeString(temporary, "new"));
                    files.commit();
                }
            }));
            try (NewFiles files = new NewFiles(Durability.SYNCED)) {
                files.add(folder.resolve("file"), temporary -> {
                    Files.writeString(temporary, "part");
                    System.exit(CODE);
                });
            }
        }
    }
}
