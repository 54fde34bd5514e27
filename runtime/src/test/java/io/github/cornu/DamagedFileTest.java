package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are damaged, or made to do harm: one line, or a model. {@code -Dcornu.fuzz=10} looks for such that are
 * neither for ten minutes.
 */
class DamagedFileTest {
    private static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
    private static final int CHECKSUM = Integer.BYTES;
    private static final int HEADER = 64;

    @TempDir
    Path folder;

    private byte[] file(Graph graph, WeightFormat format) throws IOException {
        Path path = folder.resolve("m.cornu");
        CornuFile.write(path, graph, ConvertOptions.defaults().withWeights(format));
        return Files.readAllBytes(path);
    }

    private static String problem(byte[] file) {
        ModelException e = assertThrows(ModelException.class, () -> CornuFile.read(file, "m.cornu"));
        assertEquals("m.cornu", e.source());
        return e.problem();
    }

    @Test
    void everyChangeOfOneByteIsRefused() throws IOException {
        byte[] file = file(Graphs.denseModel(3, 2), WeightFormat.F32);
        for (int at = 0; at < file.length; at++) {
            byte right = file[at];
            for (int wrong = 1; wrong < 256; wrong++) {
                file[at] = (byte) (right ^ wrong);
                problem(file);
            }
            file[at] = right;
        }
        assertDoesNotThrow(() -> CornuFile.read(file, "m.cornu"));
    }

    @Test
    void everyLengthIsRefusedButTheWholeOne() throws IOException {
        byte[] file = file(Graphs.lstmModel(true), WeightFormat.F32);
        for (int length = 0; length < file.length; length++) {
            problem(Arrays.copyOf(file, length));
        }
        problem(Arrays.copyOf(file, file.length + 1));
        problem(Arrays.copyOf(file, file.length + HEADER));
        Path cut = Files.write(folder.resolve("cut.cornu"), Arrays.copyOf(file, file.length - 1));
        ModelException e = assertThrows(ModelException.class, () -> Model.load(cut));
        assertEquals(
                "cut.cornu: the file is cut off or damaged: it has " + (file.length - 1) + " bytes of " + file.length,
                e.getMessage());
    }

    @Test
    void aLaterVersionIsRefused() throws IOException {
        byte[] file = file(Graphs.denseModel(3, 2), WeightFormat.F32);
        file[8] = 4;
        assertEquals(
                "it is a .cornu file of version 4; this version of Cornu reads those up to version 3",
                problem(repaired(file)));
    }

    @Test
    void whatIsNoFileIsRefused() throws IOException {
        assertEquals("it is no .cornu file", problem(new byte[0]));
        assertEquals("it is no .cornu file", problem(new byte[100]));
        assertEquals(
                "none.cornu: there is no such file",
                assertThrows(ModelException.class, () -> Model.load(folder.resolve("none.cornu")))
                        .getMessage());
        assertTrue(assertThrows(ModelException.class, () -> Model.load(folder))
                .getMessage()
                .endsWith(": it is a directory"));
    }

    /** The checksum is right, so that what is wrong must be found by looking. */
    @Test
    void wrongFilesWithARightChecksumAreRefusedOrModels() throws IOException {
        String minutes = System.getProperty("cornu.fuzz");
        long seed = minutes == null ? 1 : System.nanoTime();
        long end = System.nanoTime() + (minutes == null ? 0 : (long) (Double.parseDouble(minutes) * 60e9));
        int refused = 0;
        int tries = 0;
        do {
            for (WeightFormat format : WeightFormat.values()) {
                for (Graph graph : List.of(RandomModel.of(seed), Graphs.denseModel(20, 40))) {
                    byte[] file = file(graph, format);
                    for (int i = 0; i < 200; i++) {
                        refused += isRefused(damaged(file, new Random(31 * seed + tries++)), seed, tries) ? 1 : 0;
                    }
                }
            }
            seed++;
        } while (System.nanoTime() < end || minutes == null && tries < 6000);
        assertTrue(refused > tries / 4 && refused < tries, refused + " of " + tries);
        if (minutes != null) {
            System.out.println(tries + " files, " + refused + " refused");
        }
    }

    private static boolean isRefused(byte[] file, long seed, int tries) {
        try {
            CornuFile.read(file, "m.cornu").compile(SCALAR);
            return false;
        } catch (ModelException e) {
            assertTrue(!e.getMessage().contains("\n"), e.getMessage());
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed + ", file " + tries, e);
        }
    }

    /** With the checksum and the length that it should have. */
    private static byte[] repaired(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(16, file.length);
        CRC32C crc = new CRC32C();
        crc.update(file, 0, file.length - CHECKSUM);
        bytes.putInt(file.length - CHECKSUM, (int) crc.getValue());
        return file;
    }

    /** Some bytes changed, put in or taken out, most of them in the first part of the file. */
    private static byte[] damaged(byte[] file, Random random) {
        byte[] damaged = file.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int first = HEADER + 700;
            int end = random.nextInt(4) == 0 ? damaged.length : Math.min(damaged.length, first);
            int at = 24 + random.nextInt(end - 24);
            switch (random.nextInt(6)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] = (byte) (damaged[at] ^ 1 << random.nextInt(8));
                case 2 -> damaged[at] = (byte) (damaged[at] + (random.nextBoolean() ? 1 : -1));
                case 3 -> damaged[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 4 -> damaged = spliced(damaged, at, random.nextInt(5), 0, random);
                default -> damaged = spliced(damaged, at, 0, random.nextInt(5), random);
            }
        }
        return repaired(damaged);
    }

    private static byte[] spliced(byte[] file, int at, int out, int in, Random random) {
        int taken = Math.min(out, file.length - at);
        byte[] part = new byte[in];
        random.nextBytes(part);
        byte[] spliced = new byte[Math.max(HEADER + CHECKSUM, file.length - taken + in)];
        System.arraycopy(file, 0, spliced, 0, at);
        System.arraycopy(part, 0, spliced, at, in);
        System.arraycopy(file, at + taken, spliced, at + in, file.length - at - taken);
        return spliced;
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothing() throws IOException {
        Path none = folder.resolve("none/m.cornu");
        ModelException e = assertThrows(
                ModelException.class, () -> CornuFile.write(none, Graphs.denseModel(3, 2), ConvertOptions.defaults()));
        assertTrue(e.getMessage().startsWith("m.cornu: it cannot be written: there is no folder "), e.getMessage());
        byte[] once = file(Graphs.denseModel(3, 2), WeightFormat.F32);
        assertArrayEquals(once, file(Graphs.denseModel(3, 2), WeightFormat.F32));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("m.cornu")), files.toList());
        }
    }
}
