package io.github.cornu.importer.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.StateFile;
import io.github.cornu.importer.disk.Faults.Fault;
import io.github.cornu.importer.disk.Faults.Kind;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.output.Durability;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong at whatever moment: a file is the old one or the new one. */
class WholeFilesTest {
    @TempDir
    Path folder;

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void clear() throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
    }

    /** One way in which something goes wrong. */
    private final class Trial {
        private final Writer writer;
        private final List<byte[]> before;
        private final List<byte[]> after;
        private final Faults faults;
        private final String name;
        private Throwable problem;

        Trial(Writer writer, List<byte[]> before, List<byte[]> after, Fault fault, int at) {
            this.writer = writer;
            this.before = before;
            this.after = after;
            this.faults = new Faults(fault, at);
            this.name = writer + ", " + fault + " at " + at;
        }

        Trial run() throws IOException {
            clear();
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i) != null) {
                    Files.write(folder.resolve(writer.names().get(i)), before.get(i));
                }
            }
            try {
                writer.write(Disk.path(folder, faults), true);
            } catch (ModelException | Faults.Killed e) {
                problem = e;
            }
            return this;
        }

        /** How many of the files are the new ones: all, or the first ones, if all of them are whole. */
        int replaced() throws IOException {
            List<byte[]> contents = writer.contents(folder);
            int count = 0;
            while (count < contents.size() && Arrays.equals(after.get(count), contents.get(count))) {
                count++;
            }
            for (int i = count; i < contents.size(); i++) {
                assertArrayEquals(before.get(i), contents.get(i), name);
            }
            return count;
        }

        void checkWhole() throws IOException {
            int replaced = replaced();
            if (problem == null) {
                assertEquals(writer.names().size(), replaced, name);
            }
        }

        void checkMessage() throws IOException {
            if (!(problem instanceof ModelException)) {
                return;
            }
            String text = problem.getMessage();
            int replaced = replaced();
            boolean all = replaced == writer.names().size();
            assertTrue(text.contains("No space left on device"), text);
            assertFalse(text.contains(".cornu-"), text);
            assertEquals(all, text.contains("it is written, but may be lost if the machine crashes now"), text);
            assertEquals(
                    replaced == 1 && !all, text.contains("; but written: [" + folder.resolve("y.npy") + "]"), text);
            assertTrue(writer.names().stream().anyMatch(file -> text.startsWith(file + ": it ")), text);
        }

        void checkNothingIsLeft() throws IOException {
            for (Path file : files(folder)) {
                assertTrue(writer.names().contains(file.getFileName().toString()), name + ": " + file);
            }
        }
    }

    private static int operations(Writer writer, Path folder) {
        Faults faults = Faults.none();
        writer.write(Disk.path(folder, faults), true);
        return faults.done().size();
    }

    private interface Check {
        void accept(Trial trial) throws IOException;
    }

    /** With old files in their places, and without. */
    private void forEach(Writer writer, Fault fault, Check check) throws IOException {
        writer.write(folder, false);
        List<byte[]> old = writer.contents(folder);
        writer.write(folder, true);
        List<byte[]> after = writer.contents(folder);
        List<byte[]> none = new ArrayList<>(Collections.nCopies(old.size(), null));
        for (List<byte[]> before : List.of(old, none)) {
            int operations = operations(writer, folder);
            assertTrue(operations >= 5, writer + ": " + operations);
            for (int at = fault == Fault.KILLED ? 0 : 1; at <= operations; at++) {
                check.accept(new Trial(writer, before, after, fault, at).run());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOperationFails(Writer writer) throws IOException {
        forEach(writer, Fault.ONCE, trial -> {
            assertTrue(trial.problem instanceof ModelException, trial.name);
            trial.checkWhole();
            trial.checkMessage();
            trial.checkNothingIsLeft();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anOperationAndAllAfterItFail(Writer writer) throws IOException {
        forEach(writer, Fault.ALWAYS, trial -> {
            assertTrue(trial.problem instanceof ModelException, trial.name);
            trial.checkWhole();
            trial.checkMessage();
        });
    }

    @ParameterizedTest
    @EnumSource
    void lessIsWrittenThanShouldBe(Writer writer) throws IOException {
        forEach(writer, Fault.SHORT, trial -> {
            if (trial.problem != null || !writer.names().contains("s.h5")) {
                trial.checkWhole();
            } else {
                // jhdf does not look at the number; what it loses of the name of itself, nobody reads.
                Model model = KerasModels.load(Writer.MODEL);
                assertEquals(Writer.state(true), StateFile.load(folder.resolve("s.h5"), model), trial.name);
            }
            trial.checkNothingIsLeft();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anOperationIsTheLastOneOfTheProcess(Writer writer) throws IOException {
        forEach(writer, Fault.KILLED, Trial::checkWhole);
    }

    @ParameterizedTest
    @EnumSource
    void anOperationIsTheLastOneOfTheMachine(Writer writer) throws IOException {
        for (boolean withMoves : new boolean[] {false, true}) {
            forEach(writer, Fault.KILLED, trial -> {
                trial.faults.unsynced().lose(withMoves);
                trial.checkWhole();
            });
        }
    }

    @Test
    void aFileIsOnTheDiskBeforeItIsMovedAndTheFolderAfterwards() {
        Faults faults = Faults.none();
        Npy.write(Disk.path(folder.resolve("y.npy"), faults), Tensor.zeros(2));
        assertEquals(List.of(Kind.CREATE, Kind.WRITE, Kind.SYNC, Kind.MOVE, Kind.SYNC), faults.done());
    }

    /** What the other tests would show if nothing were synced. */
    @Test
    void withoutSyncALossOfPowerCostsTheFile() throws IOException {
        Path file = folder.resolve("y.npy");
        Npy.write(file, Tensor.zeros(2));
        Faults faults = Faults.none();
        try (NewFiles files = new NewFiles(Durability.CACHED)) {
            Npy.write(files, Disk.path(file, faults), Tensor.zeros(3));
            files.commit();
        }
        assertEquals(List.of(Kind.CREATE, Kind.WRITE, Kind.MOVE), faults.done());
        assertEquals(Tensor.zeros(3), Npy.read(file));
        faults.unsynced().lose(false);
        assertEquals(0, Files.size(file));
    }

    @Test
    void nothingIsCommittedAfterAFailure() throws IOException {
        Path one = folder.resolve("one.npy");
        Path other = folder.resolve("none/other.npy");
        try (NewFiles files = new NewFiles(Durability.SYNCED)) {
            Npy.write(files, one, Tensor.zeros(2));
            assertThrows(ModelException.class, () -> Npy.write(files, other, Tensor.zeros(2)));
            assertEquals(
                    "a file could not be written",
                    assertThrows(IllegalStateException.class, files::commit).getMessage());
        }
        assertEquals(List.of(), files(folder));
    }

    @Test
    void whateverIsThrownNothingIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        OutOfMemoryError error = new OutOfMemoryError();
        try (NewFiles files = new NewFiles(Durability.SYNCED)) {
            files.add(file, temporary -> {
                Files.writeString(temporary, "part");
                throw error;
            });
        } catch (OutOfMemoryError e) {
            assertEquals(error, e);
        }
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files(folder));
    }
}
