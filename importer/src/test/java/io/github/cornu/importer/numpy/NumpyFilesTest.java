package io.github.cornu.importer.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written here by hand, as the format's description has them, and our own. */
class NumpyFilesTest {
    private static final Tensor SIX = Tensor.of(new float[] {1.5f, -2, 3, Float.NaN, 5, -0f}, 2, 3);

    @TempDir
    private Path folder;

    /** A file of format version 1 with that header and these bytes. */
    private Path npy(String header, byte[] elements) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file =
                ByteBuffer.allocate(10 + text.length + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        file.putShort((short) text.length).put(text).put(elements);
        return Files.write(folder.resolve("x.npy"), file.array());
    }

    private static String header(String type, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    }

    private static String message(Path file) {
        return assertThrows(ModelException.class, () -> Npy.read(file)).getMessage();
    }

    @Test
    void aTensorComesBack() {
        for (Tensor tensor : List.of(
                SIX,
                Tensor.of(new float[] {7}, Shape.of()),
                Tensor.of(new float[] {1, 2}, 2),
                Tensor.zeros(0, 4),
                Texts.of("grün", "😀"))) {
            Path file = folder.resolve("tensor.npy");
            Npy.write(file, tensor);
            assertEquals(tensor, Npy.read(file));
        }
    }

    @Test
    void tensorsComeBackInOrder() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("z", SIX);
        tensors.put("a/b", Tensor.zeros(3));
        Path file = folder.resolve("tensors.npz");
        Npz.write(file, tensors);
        assertEquals(tensors, Npz.read(file));
        assertEquals(List.of("z", "a/b"), List.copyOf(Npz.read(file).keySet()));
    }

    @ParameterizedTest
    @CsvSource({
        "<f4, 0000c03f000000c0",
        ">f4, 3fc00000c0000000",
        "<f8, 000000000000f83f00000000000000c0",
        "<f2, 003e00c0"
    })
    void floatsOfEverySizeAndOrder(String type, String hex) throws IOException {
        byte[] bytes = ByteBuffer.allocate(hex.length() / 2).array();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        assertArrayEquals(
                new float[] {1.5f, -2},
                Npy.read(npy(header(type, "(2,)"), bytes)).data());
    }

    @ParameterizedTest
    @ValueSource(strings = {"|i1", "|u1", "|b1"})
    void bytes(String type) throws IOException {
        assertArrayEquals(
                new float[] {1, 0},
                Npy.read(npy(header(type, "(2,)"), new byte[] {1, 0})).data());
    }

    @Test
    void fortranOrder() throws IOException {
        String header = "{'descr': '|i1', 'fortran_order': True, 'shape': (2, 3), }";
        Tensor tensor = Npy.read(npy(header, new byte[] {1, 4, 2, 5, 3, 6}));
        assertEquals(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), tensor);
    }

    @Test
    void aScalarHasNoAxes() throws IOException {
        assertEquals(
                Shape.of(), Npy.read(npy(header("|i1", "()"), new byte[] {5})).shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "|O; (1,); x.npy: it holds pickled Python objects, which are not read (texts are, as array.astype(str))",
                "<U3; (1,); x.npy: it ends after 8 of 12 bytes of elements",
                "|S9; (1,); x.npy: it ends after 8 of 9 bytes of elements",
                "<U2; (1,); x.npy: it cannot be read: the number 1.6777216E7 is no character",
                "<c8; (1,); x.npy: its elements have the type '<c8', expected numbers",
                "<M8[ns]; (1,); x.npy: its elements have the type '<M8[ns]', expected numbers",
                "<f4; (3,); x.npy: it ends after 8 of 12 bytes of elements",
                "<f4; (99999999999,); x.npy: its shape (99999999999,) is too large",
                "<f4; (65536, 65536); x.npy: its shape (65536, 65536) is too large",
                "<i8; (1,); x.npy: the number 16777217 does not fit into a float",
                "<f4; 7; x.npy: its header is damaged",
            })
    void whatCannotBeRead(String type, String shape, String message) throws IOException {
        assertEquals(message, message(npy(header(type, shape), new byte[] {1, 0, 0, 1, 0, 0, 0, 0})));
    }

    @Test
    void texts() throws IOException {
        byte[] codes = {0, 0, 0, 97, 0, 1, (byte) 0xF6, 0, 0, 0, 0, 98, 0, 0, 0, 0};
        assertEquals(List.of("a\uD83D\uDE00", "b"), Texts.read(Npy.read(npy(header(">U2", "(2, 1)"), codes))));
        byte[] bytes = "\u00fc\0b\0\0".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of("\u00fc", "b"), Texts.read(Npy.read(npy(header("|S3", "(2,)"), bytes))));
        assertEquals(List.of("", ""), Texts.read(Npy.read(npy(header("<U0", "(2,)"), new byte[0]))));
    }

    /** Those of numpy.lib.format: version 2 has long headers, version 3 has names beyond ASCII. */
    @ParameterizedTest
    @CsvSource({"2, 0", "3, 0"})
    void laterVersions(int major, int minor) throws IOException {
        assertEquals(
                Tensor.of(new float[] {1, 2}, 2),
                Npy.read(version(major, minor, header("|i1", "(2,)"), new byte[] {1, 2})));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4, 0"})
    void unknownVersions(int major, int minor) throws IOException {
        assertEquals(
                "x.npy: its format has the version " + major + "." + minor + ", expected 1.0, 2.0 or 3.0",
                message(version(major, minor, header("|i1", "(2,)"), new byte[] {1, 2})));
    }

    private Path version(int major, int minor, String header, byte[] elements) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(12 + text.length + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, (byte) minor});
        file.putInt(text.length).put(text).put(elements);
        return Files.write(folder.resolve("x.npy"), file.array());
    }

    /** Any literals of Python, as other programs write them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"descr\": \"|i1\", \"fortran_order\": False, \"shape\": (2, 1)}",
                "{'shape':(2L,1L,),'fortran_order':False,'descr':'|i1'}",
                "{ 'shape' : ( 2 , 1 ) , 'descr' : 'i1' , 'fortran_order' : False , }",
            })
    void headersOfOthers(String header) throws IOException {
        assertEquals(Tensor.of(new float[] {1, 2}, 2, 1), Npy.read(npy(header, new byte[] {1, 2})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(2 1)", "(-2,)", "(2.0,)", "[2]", "(None, 1)"})
    void shapesThatAreNone(String shape) throws IOException {
        assertEquals("x.npy: its header is damaged", message(npy(header("|i1", shape), new byte[] {1, 2})));
    }

    @Test
    void bigEndianNumbersInFortranOrder() throws IOException {
        String header = "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 1, 2), }";
        Tensor tensor = Npy.read(npy(header, new byte[] {0, 1, 0, 3, 0, 2, 1, 4}));
        assertEquals(Tensor.of(new float[] {1, 2, 3, 260}, 2, 1, 2), tensor);
    }

    @Test
    void wholeNumbersBeyondFloats() throws IOException {
        byte[] odd = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong((1L << 40) + 1)
                .array();
        byte[] even = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1L << 40)
                .array();
        assertEquals(
                "x.npy: the number 1099511627777 does not fit into a float", message(npy(header("<i8", "(1,)"), odd)));
        assertEquals(0x1p40f, Npy.read(npy(header("<i8", "(1,)"), even)).data()[0]);
    }

    @Test
    void bytesBehindTheElements() throws IOException {
        for (String type : List.of("|i1", "|S1")) {
            assertEquals(
                    "x.npy: behind its elements there are 2 bytes more",
                    message(npy(header(type, "(1,)"), new byte[] {'1', '2', '3'})));
        }
    }

    @Test
    void twoArraysOfOneName() throws IOException {
        Path file = folder.resolve("two.npz");
        Npz.write(file, Map.of("x", SIX, "y", SIX));
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("y.npy", "x.npy");
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "two.npz: there are two arrays 'x'",
                assertThrows(ModelException.class, () -> Npz.read(file)).getMessage());
    }

    @Test
    void records() throws IOException {
        String header = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }";
        assertEquals("x.npy: its elements are records, not numbers", message(npy(header, new byte[4])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "\u0093NUMPY", "\u0093NUMPY\u0001\u0000\u00ff\u00ff{'descr'"})
    void otherFiles(String text) throws IOException {
        Path file = Files.write(folder.resolve("x.npy"), text.getBytes(StandardCharsets.ISO_8859_1));
        String message = message(file);
        assertTrue(
                message.equals("x.npy: it is no .npy file") || message.equals("x.npy: its header is cut off"), message);
        String zipped = assertThrows(ModelException.class, () -> Npz.read(file)).getMessage();
        assertEquals("x.npy: it is cut off, or is no .npz file", zipped);
    }

    @Test
    void aFileAppearsWholeAndReplacesTheOldOne() throws IOException {
        Path file = folder.resolve("tensor.npy");
        Npy.write(file, SIX);
        Npy.write(file, Tensor.zeros(1));
        assertEquals(Tensor.zeros(1), Npy.read(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFolderThatIsNotThere() {
        Path file = folder.resolve("none/x.npy");
        assertEquals(
                "x.npy: it cannot be written: there is no folder " + file.getParent(),
                assertThrows(ModelException.class, () -> Npy.write(file, SIX)).getMessage());
    }
}
